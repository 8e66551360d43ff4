import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { NewEvent } from '../../../../contract/usage/event.ts';
import { eventData } from '../../../../contract/usage/event.ts';
import type { Clock } from '../../../../electron/site/clock.ts';
import { machineDisk } from '../../../../electron/usage/disk.ts';
import type { Disk, DurableFile } from '../../../../electron/usage/disk.ts';
import { openJournal } from '../../../../electron/usage/journal.ts';
import type { Journal, JournalOptions } from '../../../../electron/usage/journal.ts';
import type { ReadLine } from '../../../../electron/usage/segment-reader.ts';

/** An empty folder that is removed after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'usage-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A clock that the test moves. */
export class TestClock implements Clock {
  wallMs = Date.parse('2026-11-23T09:00:00Z');
  sinceBootMs = 1000;
  boot = '11111111-1111-4111-8111-111111111111';

  wall = () => new Date(this.wallMs).toISOString();
  uptimeMs = () => this.sinceBootMs;

  /** Lets time pass for both clocks. */
  pass(ms: number): void {
    this.wallMs += ms;
    this.sinceBootMs += ms;
  }
}

/** A short event with a number to know it by. */
export function sampleEvent(number: number): NewEvent {
  return { type: 'operator.refused', data: { failures: number } };
}

/** The numbers of the sample events among lines, in order. */
export function sampleNumbers(lines: readonly ReadLine[]): number[] {
  return lines.filter(({ parsed }) => parsed.type === 'operator.refused').map(({ parsed }) => eventData['operator.refused'].parse(parsed.data).failures);
}

export async function linesOf(journal: Journal, from = 1): Promise<ReadLine[]> {
  const lines: ReadLine[] = [];
  for await (const line of journal.read({ from })) lines.push(line);
  return lines;
}

/** Has the journal read itself through, so that it finds what is damaged. */
export async function verified(journal: Journal): Promise<void> {
  const steps = journal.verify({ pauseMs: 0 });
  while ((await steps.next()).done !== true);
}

/** Opens a journal and closes it after the test; a fault that nobody waits for fails the test unless `onFault` is given. */
export async function openTestJournal(options: Partial<JournalOptions> & { readonly folder: string }): Promise<Journal> {
  const faults: unknown[] = [];
  const journal = await openJournal({
    clock: new TestClock(),
    onFault: (fault) => faults.push(fault),
    retryMs: { first: 5, most: 20 },
    ...options,
  });
  onTestFinished(async () => {
    await journal.close().catch(() => undefined); // Tests of a failing disk leave it failing.
    if (faults.length > 0) throw new AggregateError(faults, 'faults that nobody waited for');
  });
  return journal;
}

/** A disk on which writes fail as the test says. Everything else is the real one. */
export class FaultyDisk implements Disk {
  /** Decides before each durable write: null lets it through, `keep` bytes reach the disk before it fails. */
  fault: ((bytes: number) => { readonly code: string; readonly keep?: number } | null) | null = null;
  /** Code with which everything but a write fails. */
  elsewhere: string | null = null;
  syncedWrites = 0;
  truncations = 0;

  create = async (path: string) => this.#wrap(await this.#unlessFailing(() => machineDisk.create(path)));
  open = async (path: string) => this.#wrap(await this.#unlessFailing(() => machineDisk.open(path)));
  replace = (path: string, bytes: Uint8Array) => this.#unlessFailing(() => machineDisk.replace(path, bytes));
  rename = (from: string, to: string) => this.#unlessFailing(() => machineDisk.rename(from, to));
  remove = (path: string) => this.#unlessFailing(() => machineDisk.remove(path));
  makeFolder = (path: string) => this.#unlessFailing(() => machineDisk.makeFolder(path));

  #unlessFailing<T>(action: () => Promise<T>): Promise<T> {
    return this.elsewhere === null ? action() : Promise.reject(diskError(this.elsewhere));
  }

  #wrap(file: DurableFile): DurableFile {
    return {
      ...file,
      write: async (bytes, position) => {
        const fault = this.fault?.(bytes.byteLength) ?? null;
        if (fault === null) {
          this.syncedWrites++;
          return file.write(bytes, position);
        }
        await file.write(bytes.subarray(0, fault.keep ?? 0), position);
        throw diskError(fault.code);
      },
      truncate: (length) => this.#unlessFailing(() => file.truncate(length)),
    };
  }
}

export function diskError(code: string): Error {
  return Object.assign(new Error(`${code}: put in by the test`), { code });
}

/** The names of the folder's segments and their bytes, in order. */
export async function segmentsOf(folder: string): Promise<{ name: string; bytes: Buffer }[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.jsonl')).sort();
  return Promise.all(names.map(async (name) => ({ name, bytes: await readFile(join(folder, name)) })));
}

/** Rewrites one segment as `change` says. */
export async function changeSegment(folder: string, index: number, change: (bytes: Buffer) => Buffer): Promise<void> {
  const segment = (await segmentsOf(folder)).at(index);
  if (segment === undefined) throw new Error(`no segment ${index}`);
  await writeFile(join(folder, segment.name), change(segment.bytes));
}
