import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { paths } from '../../../contract/http.ts';
import { readEvent } from '../../../contract/usage/journal-line.ts';
import { systemClock } from '../../../electron/site/clock.ts';
import { openJournal } from '../../../electron/usage/journal.ts';
import { bundled } from '../../support/terminal/bundle.ts';
import { answersSigned, httpServer } from '../../support/terminal/http-server.ts';
import type { Answer } from '../../support/terminal/http-server.ts';
import { askedRange, contentAt, serveIssues, sha256, testCatalogue, testIssue } from '../../support/terminal/issue.ts';
import { countyKey } from '../../support/terminal/signing.ts';
import { emptyFolder, onFault } from '../../support/terminal/surroundings.ts';

const CHUNK_BYTES = 65_536;
const POSTER_BYTES = 5000;
const FILM_BYTES = 8_000_000;
const KILLS = 12;

it('goes on after every kill with what it had, ends right, and records the issue once', { timeout: 180_000 }, async () => {
  const key = countyKey();
  const issue = testIssue(key, [FILM_BYTES], { chunkBytes: CHUNK_BYTES });
  const film = issue.manifest.programs[0]?.film ?? '';
  const honest = serveIssues(() => [issue]);
  const starts: number[] = [];

  /** The film comes in small pieces, so that there are many moments to be killed at. */
  const slowly: Answer = async (request, response) => {
    if (request.url === paths.catalogue) return answersSigned(testCatalogue(key, 1, [issue]).text)(request, response);
    if (request.url !== paths.content(film)) return honest(request, response);
    const bytes = contentAt(film, [issue]) ?? Buffer.alloc(0);
    const [from, to] = askedRange(request.headers.range, bytes.length);
    starts.push(from);
    response.writeHead(206, { 'Content-Range': `bytes ${from}-${to - 1}/${bytes.length}` });
    for (let at = from; at < to && !response.destroyed; at += 20_000) {
      response.write(bytes.subarray(at, Math.min(to, at + 20_000)));
      await pause(4);
    }
    response.end();
    return undefined;
  };
  const server = await httpServer(slowly);
  const folder = await emptyFolder();
  const program = await bundled('test/integration/programs/downloading-terminal.ts');

  const start = () => {
    const child = spawn(process.execPath, [program, folder, server.url, key.publicKey.x], { stdio: ['ignore', 'pipe', 'pipe'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    const seen = { done: 0, errors: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      seen.done = Math.max(seen.done, ...text.split('\n').map(Number));
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (seen.errors += text));
    return { child, seen };
  };
  const noted = async (): Promise<unknown[]> => {
    const text = await readFile(join(folder, 'programs/records/completed.json'), 'utf8').catch(() => '{"data":{"recorded":[]}}');
    return (JSON.parse(text) as { data: { recorded: unknown[] } }).data.recorded;
  };

  let filmBytesHere = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const before = starts.length;
    const { child, seen } = start();
    await expect.poll(() => starts.length, { timeout: 60_000, interval: 5 }).toBeGreaterThan(before);
    // Nothing that the killed one had counted is asked for again.
    expect(starts[before]).toBeGreaterThanOrEqual(filmBytesHere);
    await pause(Math.random() * 150);
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(seen.errors).toBe('');
    filmBytesHere = Math.max(0, seen.done - POSTER_BYTES);
    if ((await noted()).length > 0) break;
  }
  expect(starts.length).toBeGreaterThan(3);
  const { child } = start();
  await expect.poll(noted, { timeout: 60_000 }).toEqual([{ issue: '2026-11', version: 1 }]);
  child.kill('SIGKILL');
  await once(child, 'close');

  for (const hash of issue.contents.keys()) {
    expect(sha256(await readFile(join(folder, 'programs/content', hash.slice(0, 2), hash)))).toBe(hash);
  }
  const journal = await openJournal({ folder: join(folder, 'journal'), clock: systemClock(), onFault });
  const recorded: string[] = [];
  for await (const line of journal.read({ from: 1 })) {
    const read = readEvent(line.parsed);
    if (read.known && read.event.type === 'issue.completed') recorded.push(`${read.event.data.issue} ${read.event.data.version}`);
  }
  await journal.close();
  expect(recorded).toEqual(['2026-11 1']);
});
