import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { healthSchema, paths } from '../../../../contract/http.ts';
import { jsonAnswer } from '../../../../electron/site/county-answer.ts';
import { createHttp } from '../../../../electron/site/http.ts';
import { testLine } from '../../../../electron/site/line-test.ts';

const NOW = new Date('2026-11-23T09:00:00Z');

/** Something that answers on loopback, and the test of the line to it. */
async function answering(listener: RequestListener, host = '127.0.0.1') {
  const server = createServer(listener);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const countyUrl = `http://${host}:${(server.address() as AddressInfo).port}`;
  const http = createHttp({ fetch });
  return { countyUrl, now: () => NOW, health: async () => jsonAnswer(await http.read(countyUrl + paths.health, 10_000), healthSchema), close: () => new Promise((resolve) => server.close(resolve)) };
}

const county =
  (at: string): RequestListener =>
  (_request, response) => void response.setHeader('content-type', 'application/json').end(JSON.stringify({ county: 'distance-education-county/1', at }));

it('a line that works is told step by step', async () => {
  const { verdict, steps } = await testLine(await answering(county('2026-11-23T09:00:02Z')));
  expect(verdict).toBe('works');
  expect(steps.map(({ step, ok }) => `${step} ${ok}`)).toEqual(['network true', 'name true', 'connection true', 'county true', 'clock true']);
});

it('a portal, a fault of the county and a wrong clock are told apart', async () => {
  const page: RequestListener = (_request, response) => void response.setHeader('content-type', 'text/html').end('<form>sign in</form>');
  const elsewhere: RequestListener = (_request, response) => void response.writeHead(302, { location: 'http://portal.invalid/' }).end();
  const failing: RequestListener = (_request, response) => void response.writeHead(503).end();
  expect((await testLine(await answering(page))).verdict).toBe('portal');
  expect((await testLine(await answering(elsewhere))).verdict).toBe('portal');
  expect((await testLine(await answering(failing))).verdict).toBe('county-failing');
  const wrong = await testLine(await answering(county('2027-03-01T00:00:00Z')));
  expect(wrong.verdict).toBe('clock-wrong');
  expect(wrong.steps.at(-1)).toMatchObject({ step: 'clock', ok: false });
});

it('a dead line, a name that is not found and a missing cable are told apart', async () => {
  const dead = await answering(county(NOW.toISOString()));
  await dead.close();
  const found = await testLine(dead);
  expect(found.verdict).toBe('no-answer');
  expect(found.steps.at(-1)?.detail).toContain('ECONNREFUSED');
  const named = { countyUrl: 'https://county.invalid', now: () => NOW, health: () => Promise.reject(new Error('not asked')) };
  const lookup = () => Promise.reject(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }));
  expect(await testLine({ ...named, addresses: () => ['192.168.1.5'], lookup })).toMatchObject({ verdict: 'name-unknown', steps: [{ ok: true }, { ok: false, detail: 'ENOTFOUND' }] });
  expect(await testLine({ ...named, addresses: () => [], lookup })).toMatchObject({ verdict: 'no-network' });
});

it('somebody in the county’s place, or a date that makes its certificate invalid, is not called a dead line', async () => {
  const cause = Object.assign(new Error('certificate has expired'), { code: 'CERT_HAS_EXPIRED' });
  const http = createHttp({ fetch: () => Promise.reject(new TypeError('fetch failed', { cause })) });
  const health = async () => jsonAnswer(await http.read('https://county.invalid/v1/health', 10_000), healthSchema);
  const found = await testLine({ countyUrl: 'https://county.invalid', now: () => NOW, health, addresses: () => ['192.168.1.5'], lookup: () => Promise.resolve('192.0.2.1'), connect: () => Promise.resolve() });
  expect(found.verdict).toBe('not-trusted');
});
