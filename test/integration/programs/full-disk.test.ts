import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { freeBytes } from '../../../electron/site/disk.ts';
import { httpServer } from '../../support/terminal/http-server.ts';
import { askedRange, contentAt, serveIssues, testIssue } from '../../support/terminal/issue.ts';
import { allHere, programsAt, publish } from '../../support/terminal/programs.ts';
import { countyKey } from '../../support/terminal/signing.ts';
import { canMakeDisks, smallDisk } from '../../support/terminal/small-disk.ts';
import { until } from '../../support/terminal/surroundings.ts';

const MEGABYTE = 1024 * 1024;
const key = countyKey();

/** A terminal on a small disk. The county stops in the middle of the film, at `stopAt`, until `goOn` is called. */
async function onDiskOf(bytes: number, occupied: number, filmBytes: number, reserveBytes: number, stopAt = filmBytes) {
  const folder = smallDisk(bytes);
  const filler = join(folder, 'something-large');
  await writeFile(filler, Buffer.alloc(occupied));
  const issue = testIssue(key, [filmBytes], { chunkBytes: 65_536 });
  let goOn = (): void => undefined;
  const going = new Promise<void>((resolve) => (goOn = resolve));
  const server = await httpServer(async (request, response) => {
    const film = contentAt(request.url ?? '', [issue]);
    const [from, to] = askedRange(request.headers.range, film?.length ?? 0);
    if (film === undefined || from >= stopAt || to <= stopAt) return serveIssues(() => [issue])(request, response);
    response.writeHead(206, { 'Content-Range': `bytes ${from}-${to - 1}/${film.length}` }).write(film.subarray(from, stopAt));
    await going;
    response.end(film.subarray(stopAt, to));
    return undefined;
  });
  const started = await programsAt(server.url, key, join(folder, 'programs'), { reserveBytes });
  onTestFinished(() => started.programs.stop());
  started.programs.start();
  await publish(started.programs, key, 1, [issue]);
  return { folder, filler, server, goOn, ...started };
}

describe.runIf(canMakeDisks)('a disk that is full', () => {
  it('keeps a film out that would take the reserve, says so, and lets it in when there is room', async () => {
    const { folder, filler, programs, recorder, faults } = await onDiskOf(8 * MEGABYTE, 4 * MEGABYTE, 3 * MEGABYTE, 2 * MEGABYTE);
    // Its poster is small enough to come meanwhile.
    await until(programs.onHoldingsChanged, () => programs.problems().length > 0 && programs.programs()[0]?.state.state === 'waiting');
    expect(programs.problems()).toMatchObject([{ code: 'programs-lack-room' }]);
    expect(programs.programs()[0]?.state).toMatchObject({ reason: { code: 'programs-lack-room' } });
    expect((await freeBytes(folder)) ?? 0).toBeGreaterThan(2 * MEGABYTE);
    await truncate(filler, 0);
    await until(programs.onHoldingsChanged, () => allHere(programs) && recorder.events.length === 1);
    expect(programs.problems()).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('that fills up in the middle breaks nothing, and what had come is not fetched again', async () => {
    const { filler, programs, server, goOn, recorder, faults } = await onDiskOf(8 * MEGABYTE, MEGABYTE, 5 * MEGABYTE, 0, 3.5 * MEGABYTE);
    await until(programs.onHoldingsChanged, () => {
      const state = programs.programs()[0]?.state;
      return state?.state === 'downloading' && state.doneBytes > 3 * MEGABYTE;
    });
    await expect(writeFile(filler, Buffer.alloc(6 * MEGABYTE))).rejects.toThrow('ENOSPC');
    goOn();
    await until(programs.onHoldingsChanged, () => programs.programs()[0]?.state.state !== 'downloading');
    expect(programs.programs()[0]?.state).toMatchObject({ state: 'waiting', reason: { code: 'disk-full' } });
    await truncate(filler, 0);
    await until(programs.onHoldingsChanged, () => allHere(programs) && recorder.events.length === 1);
    const starts = server.requests.flatMap((request) => /^bytes=(\d+)-/.exec(request.headers.range ?? '')?.slice(1).map(Number) ?? []);
    expect(starts.at(-1)).toBeGreaterThan(3 * MEGABYTE - 65_536);
    expect(faults).toEqual([]);
  });
});
