// @ts-check
import { finish } from '../run/command.mjs';
import { say } from '../run/say.mjs';

/**
 * A finding that does no harm here, by the address of its advisory, with the reason. Look at each again when its package is
 * renewed.
 *
 * @type {Readonly<Record<string, string>>}
 */
const explained = {};

/** Of these one fails the check; what is less is told. */
const GRAVE = ['high', 'critical'];

/**
 * @typedef {{ readonly url: string, readonly title: string, readonly severity: string, readonly name: string }} Advisory
 *
 * @typedef {{ readonly notRun: string } | { readonly grave: readonly Advisory[], readonly told: readonly Advisory[] }} Verdict
 */

/**
 * Asks the package registry what is known against the packages that are shipped. Where it cannot be asked, behind a closed
 * network or at a mirror without that service, this is said and nothing is counted.
 *
 * @returns {Promise<import('./vitest-count.mjs').Count>}
 */
export async function audit() {
  const npm = await finish('npm', ['audit', '--omit=dev', '--json', '--fetch-retries=0', '--fetch-timeout=15000'], { timeoutMs: 60_000 });
  const verdict = verdictOf(npm.timedOut ? '' : npm.stdout, explained);
  if ('notRun' in verdict) {
    say(`audit: not run, the package registry in use does not answer it (${verdict.notRun})`);
    return { passed: 0, failed: 0 };
  }
  for (const { name, severity, title, url } of [...verdict.grave, ...verdict.told]) say(`audit: ${name}, ${severity}: ${title} ${url}`);
  return verdict.grave.length === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * What `npm audit --json` has found, but for what is explained.
 *
 * @param {string} printed
 * @param {Readonly<Record<string, string>>} known address of an advisory → why it does no harm
 * @returns {Verdict}
 */
export function verdictOf(printed, known) {
  const report = parsed(printed);
  if (report === null) return { notRun: 'no answer' };
  if (report.vulnerabilities === undefined) return { notRun: report.message ?? report.error?.summary ?? 'an answer that is none' };
  /** @type {Map<string, Advisory>} */
  const advisories = new Map();
  for (const { name, via } of Object.values(report.vulnerabilities)) {
    // A word in the place of an advisory names the package through which it comes, which has its own entry.
    for (const cause of via) if (typeof cause !== 'string') advisories.set(cause.url, { name: cause.name ?? name, ...cause });
  }
  const found = [...advisories.values()].filter(({ url }) => !Object.hasOwn(known, url));
  return { grave: found.filter(({ severity }) => GRAVE.includes(severity)), told: found.filter(({ severity }) => !GRAVE.includes(severity)) };
}

/**
 * @typedef {object} Report the part of npm's report that is read; without `vulnerabilities` it is a failure
 * @property {Record<string, { name: string, via: (string | { url: string, title: string, severity: string, name?: string })[] }>} [vulnerabilities]
 * @property {string} [message]
 * @property {{ summary?: string }} [error]
 *
 * @param {string} text
 * @returns {Report | null}
 */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null; // Nothing, or a page in the registry's place.
  }
}
