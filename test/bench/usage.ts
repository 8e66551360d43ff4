import { closeSync, fdatasyncSync, mkdirSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { emptyHead } from '../../contract/usage/chain.ts';
import type { Head } from '../../contract/usage/chain.ts';
import type { NewEvent } from '../../contract/usage/event.ts';
import { eventData } from '../../contract/usage/event.ts';
import { systemClock } from '../../electron/site/clock.ts';
import { openJournal } from '../../electron/usage/journal.ts';
import type { Journal } from '../../electron/usage/journal.ts';
import { bytesOf, makeLine, makeStamp } from '../../electron/usage/line.ts';
import { segmentPath } from '../../electron/usage/segments.ts';
import { benchIngest } from './usage/ingest.ts';
import { compete, median, pairedRatio, quantile, report, took } from './common/measure.ts';
import { startSqlite } from './usage/sqlite-peer.ts';

// Measured on the disk the project is on: a folder for temporary files may be in memory.
mkdirSync('out', { recursive: true });
const root = mkdtempSync(join('out', 'bench-usage-'));
const clock = systemClock();
const open = (folder: string): Promise<Journal> =>
  openJournal({
    folder,
    clock,
    onFault: (fault) => {
      throw fault;
    },
  });

/** What a terminal records most: a stretch of a program was played. */
function playedEvent(number: number): NewEvent {
  const data = { viewing: '0190a0a0-0000-7000-8000-000000000000', program: '2026-11/potato-ridging', segment: [number % 80_000, (number % 80_000) + 5] };
  return { type: 'group-viewing.played', data: eventData['group-viewing.played'].parse(data) };
}

/** Lines as the journal makes them, one after the other. */
function makeLines(count: number): Buffer[] {
  let head: Head = emptyHead;
  return Array.from({ length: count }, (_, index) => {
    const line = makeLine(playedEvent(index), head, makeStamp(clock.wall(), clock.boot, clock.uptimeMs()));
    head = line.head;
    return bytesOf([line]);
  });
}

/** The least that a durable append can be: the line is written and synced, and the program stands still meanwhile. */
function bareAppend(file: number, line: Buffer): void {
  writeSync(file, line);
  fdatasyncSync(file);
}

/** The median of what each action takes, in milliseconds: what else the machine does in between is left out of it. */
async function medianOf(count: number, action: (index: number) => unknown): Promise<number> {
  const each: number[] = [];
  for (let index = 0; index < count; index++) each.push(await took(() => action(index)));
  return median(each);
}

async function benchAppends(): Promise<void> {
  const journal = await open(join(root, 'appends'));
  const bare = openSync(join(root, 'bare'), 'w');
  const sqlite = await startSqlite(join(root, 'rows.sqlite'));
  const lines = makeLines(64);
  const line = (index: number): Buffer => lines[index] ?? Buffer.alloc(0);
  const rows = lines.map((bytes) => bytes.toString('utf8').trimEnd());
  let number = 0;
  const single = {
    ours: () => medianOf(64, () => journal.append(playedEvent(number++))),
    bare: () => medianOf(64, (index) => bareAppend(bare, line(index))),
  };
  const first = sqlite === null ? await compete(41, single) : await compete(41, { ...single, sqlite: () => sqlite.commit(rows) });
  report({ bench: 'usage: durable single append, against writeSync and fdatasyncSync', ours: median(first.ours), peer: median(first.bare), unit: 'ms', ratio: pairedRatio(first.ours, first.bare), goal: 0.75 });
  if (sqlite !== null && 'sqlite' in first) {
    const commits = first.sqlite as number[];
    report({ bench: 'usage: durable single append, against SQLite (WAL, synchronous=FULL)', ours: median(first.ours), peer: median(commits), unit: 'ms', ratio: pairedRatio(first.ours, commits), goal: 1, note: `SQLite ${sqlite.version} through Python` });
    sqlite.close();
  } else {
    console.log(JSON.stringify({ bench: 'usage: durable single append, against SQLite (WAL, synchronous=FULL)', ok: null, note: 'not measured: there is no python3' }));
  }

  const together = await compete(41, {
    ours: () => took(() => Promise.all(Array.from({ length: 64 }, () => journal.append(playedEvent(number++))))),
    bare: () => took(() => lines.forEach((bytes) => bareAppend(bare, bytes))),
  });
  report({ bench: 'usage: 64 appends at once, against writeSync and fdatasyncSync of each', ours: median(together.ours), peer: median(together.bare), unit: 'ms', ratio: pairedRatio(together.ours, together.bare), goal: 15 });
  closeSync(bare);
  await journal.close();
}

/** How long other work on the main thread waits while events are appended without a pause; with nothing going on as the peer. */
async function benchEventLoop(): Promise<void> {
  const journal = await open(join(root, 'loop'));
  const delayDuring = async (work: () => Promise<void>): Promise<number[]> => {
    const monitor = monitorEventLoopDelay({ resolution: 1 });
    monitor.enable();
    await work();
    monitor.disable();
    return [monitor.percentile(99) / 1e6, monitor.max / 1e6];
  };
  const idle = () => new Promise<void>((resolve) => setTimeout(resolve, 2000));
  const busy = async (): Promise<void> => {
    const until = performance.now() + 2000;
    for (let i = 0; performance.now() < until; i++) await Promise.all([journal.append(playedEvent(i)), journal.append(playedEvent(i))]);
  };
  await busy();
  const [resting, working] = [await delayDuring(idle), await delayDuring(busy)];
  report({ bench: 'usage: longest event-loop delay while appending without pause, against a frame of 16 ms', ours: working[1] ?? NaN, peer: 16, unit: 'ms', goal: 1, note: `99th percentile ${(working[0] ?? NaN).toFixed(2)} ms; with nothing going on ${(resting[0] ?? NaN).toFixed(2)} and at most ${(resting[1] ?? NaN).toFixed(2)} ms` });
  await journal.close();
}

/** Writes a journal's files directly: what they hold is what the journal would have written. */
async function writeJournal(folder: string, count: number): Promise<void> {
  mkdirSync(folder);
  let head: Head = emptyHead;
  let [first, bytes, pending] = [1, 0, [] as Buffer[]];
  const stamp = makeStamp(clock.wall(), clock.boot, clock.uptimeMs());
  for (let seq = 1; seq <= count; seq++) {
    const line = makeLine(playedEvent(seq), head, stamp);
    head = line.head;
    pending.push(bytesOf([line]));
    bytes += line.byteLength;
    if (bytes < 4 * 1024 * 1024 && seq < count) continue;
    await writeFile(segmentPath(folder, first), Buffer.concat(pending));
    [first, bytes, pending] = [seq + 1, 0, []];
  }
}

async function benchOpening(): Promise<void> {
  const [small, large] = [join(root, 'small'), join(root, 'large')];
  await writeJournal(small, 1000);
  await writeJournal(large, 1_000_000);
  const opening = async (folder: string, count: number): Promise<number> => {
    const started = performance.now();
    const journal = await open(folder);
    const ms = performance.now() - started;
    if (journal.last.seq !== count) throw new Error(`the journal ends at ${journal.last.seq}, not ${count}`);
    await journal.close();
    return ms;
  };
  const results = await compete(31, { large: () => opening(large, 1_000_000), small: () => opening(small, 1000) });
  const ratio = median(results.large) / median(results.small);
  report({ bench: 'usage: opening a journal of 1,000,000 events, against one of 1,000', ours: median(results.large), peer: median(results.small), unit: 'ms', ratio, goal: 1.3, direction: 'most', note: `9 of 10 openings below ${quantile(results.large, 0.9).toFixed(1)} ms` });
  const read = await readFile(segmentPath(large, 1));
  if (read.length !== statSync(segmentPath(large, 1)).size) throw new Error('opening changed the journal');
}

try {
  await benchAppends();
  await benchEventLoop();
  await benchOpening();
  await benchIngest();
} finally {
  rmSync(root, { recursive: true, force: true });
}
