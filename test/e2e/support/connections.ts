import { readFile } from 'node:fs/promises';

const loopback = /^(127\.\d+\.\d+\.\d+|::1|\[::1\]|localhost)$/;

/**
 * Every host that the terminal tried to reach, from the log of its main process (connection-log.cjs) and from Chromium's
 * own network log, without those on loopback.
 */
export async function hostsBeyondLoopback(mainLog: string, netLog: string): Promise<readonly string[]> {
  const main = (await readFile(mainLog, 'utf8')).split('\n').flatMap((line) => line.split(' ').slice(1));
  const chromium = await readFile(netLog, 'utf8');
  const urls = Array.from(chromium.matchAll(/"url":"(?:https?|wss?|ftp):\/\/([^/":]+|\[[^\]]+\])/g), (match) => match[1] ?? '');
  const resolved = Array.from(chromium.matchAll(/"host":"(?:https?:\/\/)?([^"/:]+|\[[^\]]+\])/g), (match) => match[1] ?? '');
  const addresses = Array.from(chromium.matchAll(/"(?:remote_address|address)":"(\d+\.\d+\.\d+\.\d+|\[[^\]]+\]):\d+"/g), (match) => match[1] ?? '');
  return [...new Set([...main, ...urls, ...resolved, ...addresses])].filter((host) => host !== '' && !loopback.test(host));
}
