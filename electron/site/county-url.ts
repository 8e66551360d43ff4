import { fail } from '../../contract/problem.ts';

/**
 * The address of a county as typed, in the form in which it is kept: with its scheme (HTTPS unless it says otherwise)
 * and without a slash at the end. Throws `county-url-malformed`, and `county-url-insecure` for plain HTTP to another
 * machine unless the operator accepts that names then travel readable by others.
 */
export function checkCountyUrl(typed: string, acceptInsecure: boolean): string {
  const text = typed.trim();
  const url = parse(text.includes('://') ? text : `https://${text}`);
  const plain = url !== null && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (!plain || (url.protocol !== 'https:' && url.protocol !== 'http:')) return fail('county-url-malformed', { url: typed });
  if (url.protocol === 'http:' && !isLoopback(url.hostname) && !acceptInsecure) return fail('county-url-insecure', { url: typed });
  return (url.origin + url.pathname).replace(/\/+$/, '');
}

/** True for a host that is this machine, so that nothing travels over a line. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

function parse(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
