import { randomBytes } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { paths } from '../../../contract/http.ts';
import type { ProgramView } from '../../../contract/ipc/topics.ts';
import type { Programs, ProgramsOptions } from '../../../electron/programs/programs.ts';
import { answers500, httpServer, portalPage } from '../../support/terminal/http-server.ts';
import type { Answer } from '../../support/terminal/http-server.ts';
import { askedRange, contentAt, serveIssues, sha256, testIssue } from '../../support/terminal/issue.ts';
import type { TestIssue } from '../../support/terminal/issue.ts';
import { allHere, programsAt, publish } from '../../support/terminal/programs.ts';
import { countyKey } from '../../support/terminal/signing.ts';
import { emptyFolder, until } from '../../support/terminal/surroundings.ts';
import type { TestRecorder } from '../../support/terminal/surroundings.ts';

const key = countyKey();

async function county(...issues: TestIssue[]) {
  const published = [...issues];
  const honest = serveIssues(() => published);
  const server = await httpServer(honest);
  const asked = (path: string): number => server.requests.filter((request) => request.path === path).length;
  return { server, honest, published, asked };
}

type County = Awaited<ReturnType<typeof county>>;

async function terminal(there: County, folder?: string, options: Partial<ProgramsOptions> & { recorder?: TestRecorder } = {}) {
  const at = folder ?? (await emptyFolder());
  const started = await programsAt(there.server.url, key, at, options);
  onTestFinished(() => started.programs.stop());
  started.programs.start();
  return { folder: at, ...started };
}

/** Answers with content in small pieces, each after a turn of the event loop, so that there is something to be seen of it. */
function inPieces(there: County, pieceBytes: number): Answer {
  return async (request, response) => {
    const bytes = contentAt(request.url ?? '', there.published);
    if (bytes === undefined) return there.honest(request, response);
    const [from, to] = askedRange(request.headers.range, bytes.length);
    response.writeHead(206, { 'Content-Range': `bytes ${from}-${to - 1}/${bytes.length}` });
    for (let at = from; at < to && !response.destroyed; at += pieceBytes) {
      response.write(bytes.subarray(at, Math.min(to, at + pieceBytes)));
      await pause(2);
    }
    response.end();
    return undefined;
  };
}

async function expectWhole(programs: Programs, issue: TestIssue): Promise<void> {
  for (const [hash, bytes] of issue.contents) {
    const { status, body } = await programs.openMedia(hash, null);
    expect(status).toBe(200);
    const parts: Uint8Array[] = [];
    for await (const part of body ?? []) parts.push(part);
    expect(sha256(Buffer.concat(parts))).toBe(sha256(bytes));
  }
}

const state = (programs: Programs, index = 0): ProgramView['state'] | undefined => programs.programs()[index]?.state;
const waitsFor = (programs: Programs, code: string) => (): boolean => {
  const now = state(programs);
  return now?.state === 'waiting' && now.reason?.code === code;
};

describe('bringing an issue', () => {
  it('ends with every file whole, every program here, and one record', async () => {
    const issue = testIssue(key, [30_000, 10_001]);
    const { programs, recorder, faults } = await terminal(await county(issue));
    const seen = new Set<string>();
    programs.onHoldingsChanged(() => {
      for (const view of programs.programs()) seen.add(view.state.state);
    });
    await publish(programs, key, 1, [issue]);
    await until(programs.onHoldingsChanged, () => recorder.events.length > 0);
    expect(allHere(programs)).toBe(true);
    await expectWhole(programs, issue);
    expect(recorder.types()).toEqual(['issue.completed']);
    expect(recorder.events[0]?.data).toMatchObject({ files: 3, bytes: 45_001, carrier: 'line' });
    expect([...seen].sort()).toEqual(['downloading', 'here', 'waiting']);
    expect(faults).toEqual([]);
    expect(programs.programs()[0]).toMatchObject({
      id: '2026-11/program-1',
      issue: { id: '2026-11', number: '2026-11' },
      film: { url: `media://content/${issue.manifest.programs[0]?.film ?? ''}`, mime: 'video/mp4' },
      posterUrl: `media://content/${issue.manifest.programs[0]?.poster ?? ''}`,
    });
  });

  it('tells how far it is in verified bytes, never more than there are and never backwards', async () => {
    const issue = testIssue(key, [200_000]);
    const there = await county(issue);
    there.server.answerWith(inPieces(there, 8192));
    const { programs } = await terminal(there);
    const done: number[] = [];
    programs.onHoldingsChanged(() => {
      const now = state(programs);
      if (now?.state === 'downloading') done.push(now.doneBytes);
    });
    await publish(programs, key, 1, [issue]);
    await until(programs.onHoldingsChanged, () => allHere(programs));
    expect(done.length).toBeGreaterThan(10);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    expect(done.at(-1)).toBeLessThanOrEqual(205_000);
  });

  it('knows after a restart what is here, with the line cut', async () => {
    const issue = testIssue(key, [30_000]);
    const there = await county(issue);
    const first = await terminal(there);
    await publish(first.programs, key, 1, [issue]);
    await until(first.programs.onHoldingsChanged, () => first.recorder.events.length > 0);
    await first.programs.stop();
    const asked = there.server.requests.length;
    const { programs, recorder } = await terminal(there, first.folder, { recorder: first.recorder });
    expect(allHere(programs)).toBe(true);
    await expectWhole(programs, issue);
    expect(recorder.types()).toEqual(['issue.completed']);
    expect(there.server.requests).toHaveLength(asked);
  });

  it('fetches a file once that two issues share, and records both', async () => {
    const [film, poster] = [randomBytes(20_000), randomBytes(3000)];
    const issues = [testIssue(key, [film], { issue: '2026-10', poster }), testIssue(key, [film, 8000], { issue: '2026-11', poster })];
    const there = await county(...issues);
    const { programs, recorder } = await terminal(there);
    await publish(programs, key, 1, issues);
    await until(programs.onHoldingsChanged, () => recorder.events.length === 2);
    expect(programs.programs().map((program) => program.id)).toEqual(['2026-10/program-1', '2026-11/program-1', '2026-11/program-2']);
    expect(there.asked(paths.content(sha256(film)))).toBe(1);
    expect(there.asked(paths.content(sha256(poster)))).toBe(1);
  });

  it('fetches only what is new of a replaced issue, and keeps the old one until the new manifest is here', async () => {
    const [film, poster] = [randomBytes(20_000), randomBytes(3000)];
    const [one, two] = [testIssue(key, [film, 9000], { poster }), testIssue(key, [film, 7000], { poster, version: 2 })];
    const there = await county(one);
    const { programs, recorder } = await terminal(there);
    await publish(programs, key, 1, [one]);
    await until(programs.onHoldingsChanged, () => recorder.events.length === 1);

    there.server.answerWith(answers500);
    await publish(programs, key, 2, [two]);
    expect(allHere(programs)).toBe(true);
    there.published.splice(0, 1, two);
    there.server.answerWith(there.honest);
    await until(programs.onHoldingsChanged, () => recorder.events.length === 2);
    await expectWhole(programs, two);
    expect(there.asked(paths.content(sha256(film)))).toBe(1);
    expect(recorder.events.map((event) => (event.type === 'issue.completed' ? event.data.version : 0))).toEqual([1, 2]);
  });

  it('says of an issue that it was withdrawn, removes its files, and forgets it with the next start', async () => {
    const [shared, own] = [randomBytes(9000), randomBytes(8000)];
    const [gone, stays] = [testIssue(key, [shared, own], { issue: '2026-10' }), testIssue(key, [shared], { issue: '2026-11' })];
    const there = await county(gone, stays);
    const { programs, recorder, folder } = await terminal(there);
    await publish(programs, key, 1, [gone, stays]);
    await until(programs.onHoldingsChanged, () => recorder.events.length === 2);
    await publish(programs, key, 2, [stays]);
    expect(programs.programs().map((program) => [program.id, program.state.state])).toEqual([
      ['2026-11/program-1', 'here'],
      ['2026-10/program-1', 'withdrawn'],
      ['2026-10/program-2', 'withdrawn'],
    ]);
    expect(programs.downloads().issues.map((issue) => [issue.issue, issue.state])).toEqual([['2026-11', 'here'], ['2026-10', 'withdrawn']]);
    await expect.poll(async () => (await programs.openMedia(sha256(own), null)).status).toBe(404);
    await expect.poll(() => readdir(join(folder, 'content', sha256(own).slice(0, 2)))).not.toContain(sha256(own));
    await expectWhole(programs, stays);
    await programs.stop();
    const again = await terminal(there, folder, { recorder });
    await expect.poll(() => again.programs.programs().map((program) => program.id)).toEqual(['2026-11/program-1']);
    expect(await readdir(join(folder, 'manifests'))).not.toContain(`${sha256(gone.manifestText)}.jws`);
  });

  it('fetches a file again that has gone from the disk', async () => {
    const issue = testIssue(key, [9000]);
    const there = await county(issue);
    const { programs, recorder, folder } = await terminal(there);
    await publish(programs, key, 1, [issue]);
    await until(programs.onHoldingsChanged, () => recorder.events.length === 1);
    const film = issue.manifest.programs[0]?.film ?? '';
    await writeFile(join(folder, 'content', film.slice(0, 2), film), 'cut');
    await expectWhole(programs, issue);
    await until(programs.onHoldingsChanged, () => allHere(programs));
    await expectWhole(programs, issue);
    expect(recorder.types()).toEqual(['issue.completed']);
  });
});

describe('a line that fails', () => {
  it('costs no more than the chunk that was under way', async () => {
    const issue = testIssue(key, [400_000]);
    const there = await county(issue);
    let sent = 0;
    let cuts = 0;
    there.server.answerWith((request, response) => {
      const bytes = contentAt(request.url ?? '', [issue]);
      if (bytes === undefined) return there.honest(request, response);
      const [from, to] = askedRange(request.headers.range, bytes.length);
      const now = Math.min(to, from + 4096 * 7 + 1000);
      response.writeHead(206, { 'Content-Range': `bytes ${from}-${to - 1}/${bytes.length}`, 'Content-Length': to - from });
      sent += now - from;
      if (now === to) response.end(bytes.subarray(from, to));
      else {
        cuts += 1;
        response.write(bytes.subarray(from, now), () => response.socket?.end());
      }
      return undefined;
    });
    const { programs } = await terminal(there);
    await publish(programs, key, 1, [issue]);
    await until(programs.onHoldingsChanged, () => allHere(programs));
    await expectWhole(programs, issue);
    expect(cuts).toBeGreaterThan(10);
    expect(sent).toBeLessThanOrEqual(405_000 + cuts * 4096);
  });

  it.each<[string, Answer, string]>([
    ['is cut', (request) => void request.socket.destroy(), 'county-unreachable'],
    ['leads to a portal', portalPage, 'county-is-something-else'],
    ['leads to a county that fails', answers500, 'county-failing'],
  ])('that %s is named, and when it is back it goes on by itself', async (_what, fault, code) => {
    const issue = testIssue(key, [20_000]);
    const there = await county(issue);
    const isContent = (path: string | undefined): boolean => path?.startsWith('/v1/content/') === true;
    there.server.answerWith((request, response) => (isContent(request.url) ? fault(request, response) : there.honest(request, response)));
    const { programs, recorder, faults } = await terminal(there);
    await publish(programs, key, 1, [issue]);
    await until(programs.onHoldingsChanged, waitsFor(programs, code));
    there.server.answerWith(there.honest);
    await until(programs.onHoldingsChanged, () => recorder.events.length === 1);
    await expectWhole(programs, issue);
    expect(faults).toEqual([]);
  });

  it('is tried at once when somebody says that it is back', async () => {
    const issue = testIssue(key, [20_000]);
    const there = await county(issue);
    there.server.answerWith((request) => void request.socket.destroy());
    const { programs } = await terminal(there, undefined, { retryFirstMs: 3_600_000 });
    await publish(programs, key, 1, [issue]);
    await expect.poll(() => there.server.requests.length).toBeGreaterThan(0);
    there.server.answerWith(there.honest);
    await expect
      .poll(() => {
        programs.wake();
        return allHere(programs);
      })
      .toBe(true);
  });
});

describe('wrong bytes', () => {
  /** Answers honestly, but flips one bit of a file's byte `at` while `wrong()` says so. */
  const flipping = (there: County, at: number, wrong: () => boolean): Answer => (request, response) => {
    const bytes = contentAt(request.url ?? '', there.published);
    if (bytes === undefined || bytes.length <= at || !wrong()) return there.honest(request, response);
    const flipped = Buffer.from(bytes);
    flipped.writeUInt8(flipped.readUInt8(at) ^ 4, at);
    const [from, to] = askedRange(request.headers.range, bytes.length);
    response.writeHead(206, { 'Content-Range': `bytes ${from}-${to - 1}/${bytes.length}` }).end(flipped.subarray(from, to));
    return undefined;
  };

  it('are found and fetched again, and their source is named meanwhile', async () => {
    const issue = testIssue(key, [50_000]);
    const there = await county(issue);
    let wrong = true;
    there.server.answerWith(flipping(there, 30_000, () => wrong));
    const { programs } = await terminal(there);
    await publish(programs, key, 1, [issue]);
    await until(programs.onHoldingsChanged, () => programs.problems().length > 0);
    expect(programs.problems()).toEqual([{ code: 'content-damaged', data: { what: there.server.url } }]);
    expect(state(programs)).toMatchObject({ state: 'waiting' });
    wrong = false;
    await until(programs.onHoldingsChanged, () => allHere(programs));
    await expectWhole(programs, issue);
    expect(programs.problems()).toEqual([]);
  });

  it('of one source are made up for by another, which learns no secret', async () => {
    const bad = await county();
    const issue = testIssue(key, [50_000], { mirrors: [`${bad.server.url}/files/`] });
    const there = await county(issue);
    bad.published.push(issue);
    there.server.answerWith(flipping(there, 30_000, () => true));
    const { programs } = await terminal(there);
    await publish(programs, key, 1, [issue]);
    await until(programs.onHoldingsChanged, () => allHere(programs));
    await expectWhole(programs, issue);
    expect(bad.server.requests.length).toBeGreaterThan(0);
    expect(bad.server.requests.map((request) => request.headers.authorization)).not.toContain(expect.anything());
    expect(bad.server.requests[0]?.path).toBe(`/files/${issue.manifest.programs[0]?.film ?? ''}`);
  });

  it('that end too early or are too many are no different', async () => {
    const issue = testIssue(key, [50_000]);
    const there = await county(issue);
    let times = 0;
    there.server.answerWith((request, response) => {
      const bytes = contentAt(request.url ?? '', [issue]);
      if (bytes === undefined || (times += 1) > 2) return there.honest(request, response);
      const [from, to] = askedRange(request.headers.range, bytes.length);
      const body = times === 1 ? bytes.subarray(from, to - 10) : Buffer.concat([bytes.subarray(from, to), randomBytes(9000)]);
      response.writeHead(206, { 'Content-Range': `bytes ${from}-${to - 1}/${bytes.length}` }).end(body);
      return undefined;
    });
    const { programs } = await terminal(there);
    await publish(programs, key, 1, [issue]);
    await until(programs.onHoldingsChanged, () => allHere(programs));
    await expectWhole(programs, issue);
  });

  it('in a manifest keep it out and let the other issues come', async () => {
    const [good, other] = [testIssue(key, [9000], { issue: '2026-11' }), testIssue(key, [9000], { issue: '2026-12' })];
    const there = await county(good, { ...other, manifestText: key.sign({ ...other.manifest, number: 'another' }) });
    const { programs, recorder } = await terminal(there);
    await publish(programs, key, 1, [other, good]);
    await until(programs.onHoldingsChanged, () => recorder.events.length === 1);
    expect(programs.programs().map((program) => program.issue.id)).toEqual(['2026-11']);
  });

  it('of one file keep only its program waiting', async () => {
    const issue = testIssue(key, [9000, 8000]);
    const [lacking = '', whole = ''] = issue.manifest.programs.map((program) => program.film);
    const there = await county({ ...issue, contents: new Map([...issue.contents].filter(([hash]) => hash !== lacking)) });
    const { programs, recorder } = await terminal(there);
    await publish(programs, key, 1, [issue]);
    await until(programs.onHoldingsChanged, () => state(programs, 1)?.state === 'here');
    expect(state(programs, 0)).toMatchObject({ state: 'waiting', reason: { code: 'county-refused' } });
    expect((await programs.openMedia(whole, null)).status).toBe(200);
    const waiting = await programs.openMedia(lacking, 'bytes=0-99');
    expect(waiting.status).toBe(206); // The player waits for it; the reason stands in the program's state.
    await waiting.body?.cancel();
    expect(recorder.events).toEqual([]);
  });
});

describe('what lies on the disk', () => {
  it('is not believed when its manifest was altered', async () => {
    const issue = testIssue(key, [9000]);
    const there = await county(issue);
    const first = await terminal(there);
    await publish(first.programs, key, 1, [issue]);
    await until(first.programs.onHoldingsChanged, () => first.recorder.events.length === 1);
    await first.programs.stop();
    const name = join(first.folder, 'manifests', `${sha256(issue.manifestText)}.jws`);
    const altered = `${(await readFile(name, 'utf8')).slice(0, -8)}AAAAAAAA`;
    for (const path of [name, `${name}.bak`]) await writeFile(path, altered);
    const { programs } = await terminal(there, first.folder, { recorder: first.recorder });
    await expect.poll(() => there.asked(paths.manifest('2026-11'))).toBe(2);
    await until(programs.onHoldingsChanged, () => allHere(programs));
    expect(first.recorder.types()).toEqual(['issue.completed']);
  });
});
