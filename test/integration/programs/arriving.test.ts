import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Programs } from '../../../electron/programs/programs.ts';
import { serveIssues, sha256, testIssue } from '../../support/terminal/issue.ts';
import type { TestIssue } from '../../support/terminal/issue.ts';
import { programsAt, publish } from '../../support/terminal/programs.ts';
import { countyKey } from '../../support/terminal/signing.ts';
import { emptyFolder } from '../../support/terminal/surroundings.ts';
import { villageLine } from '../../support/terminal/village-line.ts';

const key = countyKey();
/** A village's line and film, both sixteen times as fast, with chunks sixteen times as small: seconds stay seconds. */
const LINE = 256 * 1024;
const CHUNK = 16 * 1024;

async function village(issues: readonly TestIssue[], rate = LINE) {
  const line = await villageLine(() => issues, serveIssues(() => issues), rate);
  const started = await programsAt(line.server.url, key, await emptyFolder());
  onTestFinished(() => started.programs.stop());
  await publish(started.programs, key, 1, issues);
  started.programs.start();
  await expect.poll(() => started.programs.descriptions().length).toBeGreaterThan(0);
  return { line, ...started };
}

type Body = NonNullable<Awaited<ReturnType<Programs['openMedia']>>['body']>;

/** Reads as a player does: as fast as it gets it, until it has enough. */
async function take(body: Body, bytes: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  const reader = body.getReader();
  for (let got = 0; got < bytes; ) {
    const { value } = await reader.read();
    if (value === undefined) break;
    parts.push(value);
    got += value.length;
  }
  reader.releaseLock();
  return Buffer.concat(parts);
}

async function play(programs: Programs, film: string, range: string): Promise<Body> {
  const answer = await programs.openMedia(film, range);
  expect(answer.status).toBe(206);
  if (answer.body === null) throw new Error('there is nothing to play');
  const { body } = answer;
  onTestFinished(() => body.cancel());
  return body;
}

const filmOf = (issue: TestIssue, index = 0): string => issue.manifest.programs[index]?.film ?? '';
const bytesOf = (issue: TestIssue, film: string): Buffer => issue.contents.get(film) ?? Buffer.alloc(0);

describe('a film that is not here', () => {
  it('gives its beginning at once, and every byte right as it comes', async () => {
    const issue = testIssue(key, [300_000], { chunkBytes: CHUNK });
    const { programs } = await village([issue]);
    const film = filmOf(issue);
    const body = await play(programs, film, 'bytes=0-');
    expect((await take(body, 300_000)).equals(bytesOf(issue, film))).toBe(true);
    await expect.poll(() => programs.programs()[0]?.state.state).toBe('here');
  });

  it.each([
    ['bytes=-20000', 280_000, 300_000],
    ['bytes=100-20099', 100, 20_100],
    ['bytes=16384-16384', 16_384, 16_385],
    ['bytes=299999-', 299_999, 300_000],
    ['bytes=150000-250000', 150_000, 250_001],
  ])('gives the stretch %s', async (range, from, to) => {
    const issue = testIssue(key, [300_000], { chunkBytes: CHUNK });
    const { programs } = await village([issue], 4 * LINE);
    const film = filmOf(issue);
    const answer = await programs.openMedia(film, range);
    expect(answer).toMatchObject({ status: 206, headers: { 'Content-Range': `bytes ${from}-${to - 1}/300000`, 'Content-Length': String(to - from) } });
    const body = await play(programs, film, range);
    expect((await take(body, to - from)).equals(bytesOf(issue, film).subarray(from, to))).toBe(true);
    expect(await programs.openMedia(film, 'bytes=300000-')).toMatchObject({ status: 416, body: null });
    await answer.body?.cancel();
  });

  it('comes before everything else: other downloads give way at once, and go on when enough of it is here', async () => {
    const issue = testIssue(key, [3_000_000, 900_000], { chunkBytes: CHUNK });
    const { programs, line } = await village([issue]);
    const [other, film] = [filmOf(issue, 0), filmOf(issue, 1)];
    const sentOf = (sha: string): number => line.asked.filter((one) => one.sha256 === sha).reduce((sum, one) => sum + one.sentBytes, 0);
    await expect.poll(() => sentOf(other)).toBeGreaterThan(100_000);
    const before = performance.now();
    const body = await play(programs, film, 'bytes=400000-');
    const beginning = await take(body, CHUNK);
    expect(performance.now() - before).toBeLessThan(1500);
    expect(beginning.subarray(0, CHUNK).equals(bytesOf(issue, film).subarray(400_000, 400_000 + CHUNK))).toBe(true);
    const given = sentOf(other);
    await take(body, 200_000);
    expect(sentOf(other) - given).toBeLessThan(20_000);
    expect(line.asked.filter((one) => one.isOpen)).toHaveLength(1); // One connection is all that a narrow line carries.
    // Its end is here, and what lies before the place is wanted by nobody yet: the others' turn has come again.
    await take(body, 500_000);
    await expect.poll(() => sentOf(other), { timeout: 5000 }).toBeGreaterThan(given + 50_000);
  });

  it('plays on where somebody seeks to, and no longer fetches what they left', async () => {
    const issue = testIssue(key, [3_000_000], { chunkBytes: CHUNK });
    const { programs, line } = await village([issue]);
    const film = filmOf(issue);
    const first = await play(programs, film, 'bytes=0-');
    await take(first, 4 * CHUNK);
    const before = performance.now();
    await first.cancel();
    const second = await play(programs, film, 'bytes=2000000-');
    expect((await take(second, CHUNK)).subarray(0, CHUNK).equals(bytesOf(issue, film).subarray(2_000_000, 2_000_000 + CHUNK))).toBe(true);
    expect(performance.now() - before).toBeLessThan(1500);
    const beginning = (): number => line.asked.filter((one) => one.from < 1_000_000).reduce((sum, one) => sum + one.sentBytes, 0);
    const left = beginning();
    await take(second, 10 * CHUNK);
    expect(beginning() - left).toBeLessThan(2 * CHUNK);
  });

  it('can be begun at its end, as films are whose index lies there', async () => {
    const issue = testIssue(key, [2_000_000], { chunkBytes: CHUNK });
    const { programs } = await village([issue]);
    const film = filmOf(issue);
    const before = performance.now();
    const first = await play(programs, film, 'bytes=0-');
    await take(first, CHUNK);
    const index = await play(programs, film, 'bytes=1980000-');
    expect((await take(index, 20_000)).equals(bytesOf(issue, film).subarray(1_980_000))).toBe(true);
    await first.cancel();
    const again = await play(programs, film, 'bytes=30000-');
    await take(again, 2 * CHUNK);
    expect(performance.now() - before).toBeLessThan(3000);
  });

  it('plays beside another one', async () => {
    const issue = testIssue(key, [600_000, 600_000], { chunkBytes: CHUNK });
    const { programs } = await village([issue], 2 * LINE);
    const [one, two] = await Promise.all([0, 1].map(async (index) => take(await play(programs, filmOf(issue, index), 'bytes=0-'), 200_000)));
    expect(one?.subarray(0, 200_000).equals(bytesOf(issue, filmOf(issue, 0)).subarray(0, 200_000))).toBe(true);
    expect(two?.subarray(0, 200_000).equals(bytesOf(issue, filmOf(issue, 1)).subarray(0, 200_000))).toBe(true);
  });

  it('stands still while the line is cut, says why, and goes on by itself', async () => {
    const issue = testIssue(key, [600_000], { chunkBytes: CHUNK });
    const { programs, line, faults } = await village([issue]);
    const film = filmOf(issue);
    const body = await play(programs, film, 'bytes=0-');
    await take(body, 200_000);
    const honest = serveIssues(() => [issue]);
    line.server.answerWith((request) => void request.socket.destroy());
    line.setRate(0);
    const rest = take(body, 400_000);
    await expect.poll(() => programs.programs()[0]?.state, { timeout: 8000 }).toMatchObject({ state: 'waiting', reason: { code: 'county-unreachable' }, playable: true });
    line.server.answerWith(honest);
    programs.wake();
    expect((await rest).length).toBeGreaterThan(300_000);
    await expect.poll(() => programs.programs()[0]?.state.state).toBe('here');
    expect(faults).toEqual([]);
  });

  it('is fetched for who watches also at day, when downloads wait for the night, and as fast as the line gives', async () => {
    const issue = testIssue(key, [400_000], { chunkBytes: CHUNK });
    const { programs, line } = await village([issue], 4 * LINE);
    const hour = new Date().getHours();
    const later = (hours: number): string => `${String((hour + hours) % 24).padStart(2, '0')}:00`;
    await programs.control.setRules({ night: { from: later(2), to: later(4) }, bytesPerSecond: 1024, categories: ['wealth-skill'] });
    await pause(50);
    const sent = line.asked.reduce((sum, one) => sum + one.sentBytes, 0);
    const before = performance.now();
    await take(await play(programs, filmOf(issue), 'bytes=100000-'), 200_000);
    expect(performance.now() - before).toBeLessThan(4000);
    expect(line.asked.reduce((sum, one) => sum + one.sentBytes, 0)).toBeGreaterThan(sent + 150_000);
  });

  it('is not given out when it was withdrawn', async () => {
    const issue = testIssue(key, [100_000], { chunkBytes: CHUNK });
    const { programs } = await village([issue]);
    await publish(programs, key, 2, []);
    await expect.poll(async () => (await programs.openMedia(filmOf(issue), 'bytes=0-')).status).toBe(404);
  });
});

describe('a picture that is not here', () => {
  it('comes when somebody looks at it, also of an issue that was given up', async () => {
    const poster = randomBytes(9000);
    const issue = testIssue(key, [500_000], { chunkBytes: CHUNK, poster });
    const { programs } = await village([issue]);
    await programs.control.cancel('2026-11');
    const answer = await programs.openMedia(sha256(poster), null);
    expect(answer.status).toBe(200);
    const shown: Uint8Array[] = [];
    for await (const piece of answer.body ?? []) shown.push(piece);
    expect(Buffer.concat(shown).equals(poster)).toBe(true);
  });
});
