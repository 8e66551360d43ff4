import type { Head } from '../../contract/usage/chain.ts';
import type { Receipt } from '../../contract/usage/envelope.ts';
import { fail } from '../../contract/problem.ts';
import type { NewEvent, UsageEvent } from '../../contract/usage/event.ts';
import { readEvent } from '../../contract/usage/journal-line.ts';
import type { Clock } from '../site/clock.ts';
import { createListeners } from '../site/listeners.ts';
import { ClockWatch } from './clock-watch.ts';
import { errorCode, machineDisk } from './disk.ts';
import type { Disk } from './disk.ts';
import { findEnd } from './journal-end.ts';
import type { JournalEnd } from './journal-end.ts';
import { JournalReader } from './journal-reader.ts';
import { KnownDamage } from './known-damage.ts';
import { makeLine } from './line.ts';
import type { Stamp } from './line.ts';
import { JournalInUseError, takeLock } from './lock.ts';
import type { Lock } from './lock.ts';
import { Receipts } from './receipts.ts';
import type { RecordingTrouble } from './recorder.ts';
import type { ReadLine } from './segment-reader.ts';
import { SegmentWriter } from './segment-writer.ts';
import { listSegments, segmentPath } from './segments.ts';
import type { Damage } from './sequence.ts';
import { LineWriter } from './writer.ts';

export interface JournalOptions {
  /** Holds this journal and nothing else. Made when missing; its parent must exist. */
  readonly folder: string;
  readonly clock: Clock;
  /** Told of faults that no caller waits for: a listener that throws, a small file that cannot be written. */
  readonly onFault: (fault: unknown) => void;
  /** Asked to free at least so many bytes when the disk is full; the lines are tried again when it resolves. */
  readonly makeRoom?: (bytes: number) => Promise<unknown>;
  readonly disk?: Disk;
  /** Default 4 MiB. */
  readonly segmentBytes?: number;
  /** Room written ahead with zeros, default 256 KiB; 0 for none. */
  readonly aheadBytes?: number;
  /** Lines that the disk does not take are held in memory up to this much, default 32 MiB; further ones are refused. */
  readonly maxWaitingBytes?: number;
  /** A write that takes longer counts as trouble. Default 5000. */
  readonly stallMs?: number;
  /** Waits between attempts to write while the disk is in trouble. Default 1 s, doubling up to 30 s. */
  readonly retryMs?: { readonly first: number; readonly most: number };
}

/** An event that was recorded, with the hash of its line. */
export interface Appended {
  readonly event: UsageEvent;
  readonly hash: string;
}

/** The terminal's usage journal: append-only, hash-chained lines in segment files. */
export interface Journal {
  readonly folder: string;
  /** The last line that is on disk; `{0, zeros}` when there is none. */
  readonly last: Head;
  /** Number of the first line that has not been removed with age. 1 more than `last.seq` when there are no lines. */
  readonly firstKept: number;
  /**
   * Appends an event. Resolves when it is durable, or, while the disk does not take lines, as soon as it is held in
   * memory in its place. Rejects when its data does not fit its type, with `records-waiting-for-disk` when memory for
   * waiting lines is used up, and after `close`.
   */
  append(event: NewEvent): Promise<UsageEvent>;
  /** Calls back with each event in order, before `append` resolves. Returns the end of it. */
  onAppended(listener: (appended: Appended) => void): () => void;
  /** Null while every line goes to disk. */
  trouble(): RecordingTrouble | null;
  onTroubleChanged(listener: (trouble: RecordingTrouble | null) => void): () => void;
  /** Tries now to write the lines that wait. */
  retryNow(): void;
  /**
   * The lines on disk from number `from` to `to` (default: the last one there is now), in order. Unreadable lines are
   * left out and recorded as damage; an altered line is given as it stands, and recorded.
   */
  read(range: { readonly from: number; readonly to?: number }): AsyncGenerator<ReadLine, void, undefined>;
  /** The events behind those lines, of the types this program knows; others are left out. */
  events(range: { readonly from: number; readonly to?: number }): AsyncGenerator<UsageEvent, void, undefined>;
  /** One line; null when it is not on disk or not readable. */
  lineAt(seq: number): Promise<ReadLine | null>;
  /** The hash of one line, as `lineAt`. Asks the disk only when it is not the last line. */
  hashAt(seq: number): Promise<string | null>;
  /**
   * Reads the journal slowly, from line `from` (default: the first) to the end, and records what is damaged. Yields now and
   * then the line it is at, from which it may be taken up again; stop by leaving the loop. `pauseMs` (default 50) lies
   * between two steps of a few hundred lines.
   */
  verify(options?: { readonly from?: number; readonly pauseMs?: number }): AsyncGenerator<Head, void, undefined>;
  /** What the county last confirmed, as far as receipts were taken. A hint where to ask, no more. */
  readonly confirmed: Head | null;
  /** Keeps the county's receipt, if its head is a line of ours, and removes what need not be kept any longer. */
  takeReceipt(receipt: Receipt): Promise<boolean>;
  /** Writes what waits and closes. Rejects with `records-waiting-for-disk` when lines are lost because the disk still refuses them. */
  close(): Promise<void>;
}

const MIB = 1024 * 1024;

/** Opens a journal, or begins one. Reads the tail only. Rejects with `JournalInUseError` when another process has it open. */
export async function openJournal(options: JournalOptions): Promise<Journal> {
  const { folder, disk = machineDisk, onFault } = options;
  const lock = await takeLockIfPossible(disk, folder, onFault);
  try {
    const receipts = await Receipts.load(disk, folder);
    const known = await KnownDamage.load(disk, folder);
    const end = await findEnd(disk, folder, await listIfThere(folder), receipts.latest());
    const journal = new OpenJournal(options, disk, lock, end, receipts, known);
    await journal.begin(end);
    return journal;
  } catch (error) {
    await lock?.release();
    throw error;
  }
}

/** A disk that takes no lock takes no lines either: the journal opens, and lines wait in memory. */
async function takeLockIfPossible(disk: Disk, folder: string, onFault: (fault: unknown) => void): Promise<Lock | null> {
  try {
    await disk.makeFolder(folder);
    return await takeLock(disk, folder);
  } catch (error) {
    if (error instanceof JournalInUseError) throw error;
    onFault(error);
    return null;
  }
}

async function listIfThere(folder: string): Promise<number[]> {
  try {
    return await listSegments(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

class OpenJournal implements Journal {
  readonly folder: string;
  readonly #options: JournalOptions;
  readonly #disk: Disk;
  readonly #receipts: Receipts;
  readonly #known: KnownDamage;
  readonly #reader: JournalReader;
  readonly #segmentWriter: SegmentWriter;
  readonly #writer: LineWriter;
  readonly #watch: ClockWatch;
  readonly #appended = createListeners<Appended>();
  readonly #troubleChanged = createListeners<RecordingTrouble | null>();
  #lock: Lock | null;
  #segments: readonly number[];
  /** Of the last line that was made; `#last` follows when it is on disk. */
  #made: { readonly head: Head };
  #last: Head;
  #troubleSinceMs = 0;
  #closed = false;

  constructor(options: JournalOptions, disk: Disk, lock: Lock | null, end: JournalEnd, receipts: Receipts, known: KnownDamage) {
    const { folder } = options;
    this.folder = folder;
    this.#options = options;
    this.#disk = disk;
    this.#lock = lock;
    this.#receipts = receipts;
    this.#known = known;
    this.#segments = end.segments;
    this.#made = end;
    this.#last = end.head;
    this.#watch = new ClockWatch(options.clock, end.line);
    this.#reader = new JournalReader({
      folder,
      segments: () => this.#segments,
      lastSeq: () => this.#last.seq,
      onDamage: (file, found) => this.#noteDamage(file, found),
    });
    this.#segmentWriter = new SegmentWriter({
      disk,
      folder,
      from: end.from,
      segmentBytes: options.segmentBytes ?? 4 * MIB,
      aheadBytes: options.aheadBytes ?? MIB / 4,
      onSegment: (firstSeq) => (this.#segments = [...this.#segments.filter((one) => one !== firstSeq), firstSeq]),
    });
    this.#writer = new LineWriter({
      segments: this.#segmentWriter,
      stallMs: options.stallMs ?? 5000,
      retryMs: options.retryMs ?? { first: 1000, most: 30_000 },
      ready: () => this.#makeReady(),
      makeRoom: (bytes) => this.#makeRoom(bytes + MIB),
      onDurable: (head) => (this.#last = head),
      onHeld: ({ event, head }) => this.#appended.tell({ event, hash: head.hash }),
      onTrouble: (trouble) => this.#noteTrouble(trouble),
      onRecovered: (code, lines) => this.#noteRecovery(code, lines),
    });
  }

  /** Records what was found at the end of the journal. */
  async begin(end: JournalEnd): Promise<void> {
    const events: NewEvent[] = end.setAside.map((data) => ({ type: 'journal.tail-set-aside', data }));
    await Promise.all(events.map((event) => this.append(event)));
    for (const file of new Set(end.damage.map((one) => one.file))) {
      this.#noteDamage(file, end.damage.filter((one) => one.file === file));
    }
  }

  get last(): Head {
    return this.#last;
  }

  get firstKept(): number {
    return this.#segments[0] ?? this.#last.seq + 1;
  }

  get confirmed(): Head | null {
    return this.#receipts.latest();
  }

  append(event: NewEvent): Promise<UsageEvent> {
    try {
      if (this.#closed) throw new Error('the journal is closed');
      if (this.#writer.queuedBytes >= (this.#options.maxWaitingBytes ?? 32 * MIB)) {
        fail('records-waiting-for-disk', { lines: this.#made.head.seq - this.#last.seq });
      }
      const stamp = this.#watch.stamp();
      const byMs = this.#watch.jump(stamp);
      if (byMs !== null) this.#appendAlone({ type: 'clock.jumped', data: { byMs } }, stamp);
      return this.#append(event, stamp);
    } catch (error) {
      return Promise.reject(asError(error));
    }
  }

  #append(event: NewEvent, stamp: Stamp): Promise<UsageEvent> {
    const line = makeLine(event, this.#made.head, stamp);
    this.#made = line;
    return this.#writer.push(line);
  }

  /** A listener that throws is reported, and neither the journal nor the other listeners suffer from it. */
  #guarded<T>(listener: (value: T) => void): (value: T) => void {
    return (value) => {
      try {
        listener(value);
      } catch (fault) {
        this.#options.onFault(fault);
      }
    };
  }

  /** Appends an event of the journal's own, for which nobody waits. */
  #appendAlone(event: NewEvent, stamp = this.#watch.stamp()): void {
    this.#append(event, stamp).catch(this.#options.onFault);
  }

  onAppended(listener: (appended: Appended) => void): () => void {
    return this.#appended.add(this.#guarded(listener));
  }

  trouble(): RecordingTrouble | null {
    return this.#writer.trouble();
  }

  onTroubleChanged(listener: (trouble: RecordingTrouble | null) => void): () => void {
    return this.#troubleChanged.add(this.#guarded(listener));
  }

  retryNow(): void {
    this.#writer.retryNow();
  }

  read(range: { readonly from: number; readonly to?: number }): AsyncGenerator<ReadLine, void, undefined> {
    return this.#reader.read(range);
  }

  async *events(range: { readonly from: number; readonly to?: number }): AsyncGenerator<UsageEvent, void, undefined> {
    for await (const { parsed } of this.#reader.read(range)) {
      const read = readEvent(parsed);
      if (read.known) yield read.event;
    }
  }

  lineAt(seq: number): Promise<ReadLine | null> {
    return this.#reader.lineAt(seq);
  }

  async hashAt(seq: number): Promise<string | null> {
    return seq === this.#last.seq ? this.#last.hash : ((await this.lineAt(seq))?.hash ?? null);
  }

  verify({ from = 1, pauseMs = 50 }: { readonly from?: number; readonly pauseMs?: number } = {}): AsyncGenerator<Head, void, undefined> {
    return this.#reader.verify(from, pauseMs);
  }

  async takeReceipt(receipt: Receipt): Promise<boolean> {
    const { seq, hash } = receipt.head;
    if (seq === 0 || (await this.hashAt(seq)) !== hash) return false;
    try {
      await this.#receipts.take(receipt);
      await this.#removeOld();
    } catch (fault) {
      this.#options.onFault(fault); // The county keeps the truth of it: the next receipt says it again.
    }
    return true;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const lines = await this.#writer.close();
    await this.#segmentWriter.close().catch(this.#options.onFault); // Zeros that stay behind the last line do no harm.
    await this.#known.settled();
    await this.#lock?.release();
    if (lines > 0) fail('records-waiting-for-disk', { lines });
  }

  /** Removes segments that the county has held for long enough, the oldest first, never the last one. */
  async #removeOld(): Promise<void> {
    const covered = this.#receipts.coveredLongAgo();
    for (let next = this.#segments[1]; next !== undefined && next - 1 <= covered; next = this.#segments[1]) {
      const [oldest = 0, ...kept] = this.#segments;
      this.#segments = kept;
      await this.#disk.remove(segmentPath(this.folder, oldest));
    }
  }

  /** Before the first line, and after each failure: the folder may be gone, and the lock with it. */
  async #makeReady(): Promise<void> {
    await this.#disk.makeFolder(this.folder);
    if (this.#lock !== null && (await this.#lock.isHeld())) return;
    this.#lock = await takeLock(this.#disk, this.folder);
  }

  async #makeRoom(bytes: number): Promise<boolean> {
    if (this.#options.makeRoom === undefined) return false;
    try {
      await this.#options.makeRoom(bytes);
      return true;
    } catch (fault) {
      this.#options.onFault(fault);
      return false;
    }
  }

  #noteTrouble(trouble: RecordingTrouble | null): void {
    if (trouble !== null && this.#troubleSinceMs === 0) this.#troubleSinceMs = performance.now();
    this.#troubleChanged.tell(trouble);
  }

  #noteRecovery(code: string, lines: number): void {
    const waitedMs = Math.round(performance.now() - this.#troubleSinceMs);
    this.#troubleSinceMs = 0;
    this.#appendAlone({ type: 'journal.disk-recovered', data: { code, waitedMs, lines } });
  }

  #noteDamage(file: string, found: readonly Damage[]): void {
    const fresh = this.#known.add(file, found);
    if (fresh.length === 0 || this.#closed) return;
    for (const data of fresh) this.#appendAlone({ type: 'journal.damage-found', data });
    this.#known.save().catch(this.#options.onFault);
  }
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
