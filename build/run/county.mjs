// @ts-check
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describeEnding, logFile } from './log.mjs';
import { data, project } from './paths.mjs';
import { hasCode, Problem } from './problem.mjs';
import { say } from './say.mjs';

export const countyProgram = join(project, 'out', 'county', 'cli.js');
export const countyData = process.env.COUNTY_DATA || join(data, 'county');
export const countyLog = logFile('county');

const LOOPBACK = '127.0.0.1';
const portFile = join(countyData, 'port');

/**
 * What the county says when it can be reached.
 *
 * @typedef {object} Ready
 * @property {'ready'} type
 * @property {string} url
 * @property {string | null} enrolmentCode a fresh one, for the sample's site
 * @property {string | null} setup address at which the first person chooses name and password; null once somebody has
 */

/**
 * Begins a county of this machine's own, with the sample issue, and resolves when it can be reached.
 *
 * @param {import('./household.mjs').Household} household
 */
export async function beginCounty(household) {
  const env = {
    COUNTY_HOST: LOOPBACK,
    ...process.env,
    COUNTY_DATA: countyData,
    COUNTY_PORT: process.env.COUNTY_PORT || String(await lastPort()),
  };
  const words = ['--enable-source-maps', countyProgram, 'serve', '--with-sample', join(project, 'resources', 'sample')];
  const member = await household.begin('The county', process.execPath, words, { env, log: countyLog, channel: true });
  const ready = await Promise.race([
    once(member.process, 'message').then(([message]) => readReady(message)),
    member.ended.then((ending) => {
      throw new Problem(describeEnding(member.name, ending, countyLog));
    }),
  ]);
  keepPort(new URL(ready.url).port);
  return { ...member, ready };
}

/** @returns {Ready} */
function readReady(/** @type {unknown} */ message) {
  const said = /** @type {Partial<Ready>} */ (typeof message === 'object' && message !== null ? message : {});
  const { type, url, enrolmentCode, setup } = said;
  if (type !== 'ready' || typeof url !== 'string' || !isTextOrNull(enrolmentCode) || !isTextOrNull(setup)) {
    throw new Error(`the county said something else than that it is ready: ${JSON.stringify(message)}`);
  }
  return { type, url, enrolmentCode, setup };
}

/** @returns {value is string | null} */
function isTextOrNull(/** @type {unknown} */ value) {
  return value === null || typeof value === 'string';
}

/** The port of the last start, so that the terminal finds its county again; 0, for any, when there is none or it is taken. */
async function lastPort() {
  const port = Number(readPort());
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return 0;
  if (await isFree(port)) return port;
  say(`county: port ${port} of the last start is taken by another program, so another one is used`);
  return 0;
}

function readPort() {
  try {
    return readFileSync(portFile, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return '';
    throw error;
  }
}

function keepPort(/** @type {string} */ port) {
  mkdirSync(countyData, { recursive: true });
  writeFileSync(portFile, port);
}

/** @returns {Promise<boolean>} */
function isFree(/** @type {number} */ port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, LOOPBACK, () => server.close(() => resolve(true)));
  });
}
