import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { UsageEvent } from '../../contract/usage/event.ts';
import { errorCode, isFull } from './disk.ts';
import type { Disk, DurableFile } from './disk.ts';
import type { NewLine } from './line.ts';
import type { RecordingTrouble } from './recorder.ts';
import { segmentPath, setAsideName } from './segments.ts';
import { MAX_GROUP_BYTES } from './tail.ts';

/** Where writing goes on: the last segment and its length, or null to begin a new one. */
export interface WriteFrom {
  readonly firstSeq: number;
  readonly endBytes: number;
  /** Bytes up to here are overwritten by the first write: torn content that has been set aside. */
  readonly contentBytes: number;
}

export interface WriterOptions {
  readonly disk: Disk;
  readonly folder: string;
  readonly from: WriteFrom | null;
  /** A segment that has reached this length is closed and a new one begun. */
  readonly segmentBytes: number;
  /** Room that is written ahead with zeros: a line then changes no length, which spares the disk a second write. */
  readonly aheadBytes: number;
  /** A write that takes longer is taken for trouble: lines are told as held while it goes on. */
  readonly stallMs: number;
  readonly retryMs: { readonly first: number; readonly most: number };
  /** Called before the first write, and again after each failure, until it resolves. */
  readonly ready: () => Promise<void>;
  /** Asked for room when the disk is full; resolves to whether some was made. */
  readonly makeRoom: (bytes: number) => Promise<boolean>;
  readonly onSegment: (firstSeq: number) => void;
  /** The lines are on disk, in order. */
  readonly onDurable: (lines: readonly NewLine[]) => void;
  /** The line is on disk, or held in its place while the disk does not take lines. Once for each line, in order. */
  readonly onHeld: (line: NewLine) => void;
  readonly onTrouble: (trouble: RecordingTrouble | null) => void;
  /** All lines that waited are on disk again. */
  readonly onRecovered: (code: string, lines: number) => void;
}

interface Queued {
  readonly line: NewLine;
  readonly held: (event: UsageEvent) => void;
  told: boolean;
}

/** How often it is checked that the file being written is still in its folder. */
const LINK_CHECK_MS = 5000;

/**
 * Writes lines to segments in the order in which they come. Lines that come together, or while a write is under way,
 * share the next write and its sync. While the disk does not take them they wait in memory, in order.
 */
export class LineWriter {
  readonly #options: WriterOptions;
  readonly #queue: Queued[] = [];
  #queuedBytes = 0;
  #file: DurableFile | null = null;
  #from: WriteFrom | null;
  #firstSeq = 0;
  #endBytes = 0;
  /** Zeros, or torn content to be overwritten, reach up to here. */
  #roomBytes = 0;
  #dirtyBytes = 0;
  #ready = false;
  #running: Promise<void> | null = null;
  #scheduled = false;
  #trouble: string | null = null;
  /** Lines that were held in memory since the trouble began. */
  #waited = 0;
  #madeRoom = false;
  #retryMs: number;
  #wake: (() => void) | null = null;
  #closing = false;
  #linkedAt = 0;
  /** Begun by this process without a durable line in it: may be begun again. */
  #abandoned: number | null = null;

  constructor(options: WriterOptions) {
    this.#options = options;
    this.#from = options.from;
    this.#retryMs = options.retryMs.first;
  }

  /** Bytes of the lines that are not on disk yet. */
  get queuedBytes(): number {
    return this.#queuedBytes;
  }

  trouble(): RecordingTrouble | null {
    return this.#trouble === null ? null : { code: this.#trouble, lines: this.#queue.length };
  }

  /** Takes a line. Resolves to its event when it is durable, or at once while the disk does not take lines. */
  push(line: NewLine): Promise<UsageEvent> {
    return new Promise((held) => {
      const queued = { line, held, told: false };
      this.#queue.push(queued);
      this.#queuedBytes += line.bytes.byteLength;
      if (this.#trouble !== null) {
        this.#tell(queued);
        this.#noteTrouble(this.#trouble);
      } else if (this.#running === null && !this.#scheduled) {
        // One turn later, so that lines made together are written together.
        this.#scheduled = true;
        queueMicrotask(() => {
          this.#scheduled = false;
          this.#start();
        });
      }
    });
  }

  /** Tries again now instead of at the next turn. */
  retryNow(): void {
    this.#wake?.();
  }

  /** Writes what waits, once more if the disk is in trouble, and closes. Returns the number of lines that could not be written. */
  async close(): Promise<number> {
    this.#closing = true;
    this.#wake?.();
    this.#start();
    await this.#running;
    if (this.#file !== null) await this.#seal(this.#file).catch((error: unknown) => this.#noteTrouble(errorCode(error)));
    return this.#queue.length;
  }

  #start(): void {
    if (this.#running !== null || this.#queue.length === 0) return;
    this.#running = this.#run().finally(() => {
      this.#running = null;
      if (this.#queue.length > 0 && !this.#closing) this.#start();
    });
  }

  async #run(): Promise<void> {
    while (this.#queue.length > 0) {
      const lastAttempt = this.#closing;
      try {
        await this.#writeGroup();
      } catch (error) {
        const again = await this.#failed(errorCode(error));
        if (lastAttempt && !again) return;
      }
    }
  }

  async #writeGroup(): Promise<void> {
    const stalled = setTimeout(() => this.#enterTrouble('ETIMEDOUT'), this.#options.stallMs);
    const group = this.#nextGroup();
    try {
      if (!this.#ready) await this.#options.ready();
      this.#ready = true;
      const file = await this.#fileFor(group);
      await this.#writeTo(file, group);
    } finally {
      clearTimeout(stalled);
    }
    this.#settle(group);
  }

  /** The waiting lines that fit one write, at least one. */
  #nextGroup(): readonly Queued[] {
    let bytes = 0;
    let count = 0;
    for (const { line } of this.#queue) {
      if (count > 0 && bytes + line.bytes.byteLength > MAX_GROUP_BYTES) break;
      bytes += line.bytes.byteLength;
      count++;
    }
    return this.#queue.slice(0, count);
  }

  async #fileFor(group: readonly Queued[]): Promise<DurableFile> {
    if (this.#file !== null && this.#endBytes >= this.#options.segmentBytes) {
      const full = this.#file;
      this.#file = null;
      await this.#seal(full);
    }
    this.#file ??= (await this.#reopen()) ?? (await this.#begin(group[0]?.line.head.seq ?? 0));
    return this.#file;
  }

  /** The segment that was last when the journal was opened, unless it is full. */
  async #reopen(): Promise<DurableFile | null> {
    const from = this.#from;
    if (from === null || from.endBytes >= this.#options.segmentBytes) return null;
    const file = await this.#options.disk.open(segmentPath(this.#options.folder, from.firstSeq));
    this.#from = null;
    this.#stand(from.firstSeq, from.endBytes, from.contentBytes);
    return file;
  }

  async #begin(firstSeq: number): Promise<DurableFile> {
    const { disk, folder } = this.#options;
    const path = segmentPath(folder, firstSeq);
    let file: DurableFile;
    try {
      file = await disk.create(path);
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
      // Ours, from an attempt that failed: its lines wait here. Not ours: never thrown away.
      if (this.#abandoned === firstSeq) await disk.remove(path);
      else await disk.rename(path, join(folder, setAsideName(firstSeq - 1, randomUUID())));
      file = await disk.create(path);
    }
    this.#from = null;
    this.#stand(firstSeq, 0, 0);
    this.#options.onSegment(firstSeq);
    return file;
  }

  #stand(firstSeq: number, endBytes: number, dirtyBytes: number): void {
    this.#firstSeq = firstSeq;
    this.#endBytes = endBytes;
    this.#roomBytes = dirtyBytes;
    this.#dirtyBytes = dirtyBytes;
    this.#linkedAt = performance.now();
  }

  async #writeTo(file: DurableFile, group: readonly Queued[]): Promise<void> {
    const content = Buffer.concat(group.map(({ line }) => line.bytes));
    const end = this.#endBytes + content.byteLength;
    const padded = Math.max(this.#dirtyBytes, end > this.#roomBytes ? this.#nextStep(end) : end);
    const unlinked = this.#whyUnlinked(file);
    try {
      await file.write(padded > end ? Buffer.concat([content], padded - this.#endBytes) : content, this.#endBytes);
      this.#roomBytes = Math.max(this.#roomBytes, padded);
    } catch (error) {
      if (padded === end || !isFull(errorCode(error))) throw error;
      // There may be room for the lines, if not for the zeros after them.
      await file.truncate(this.#endBytes);
      await file.write(content, this.#endBytes);
      this.#roomBytes = end;
    }
    const why = await unlinked;
    if (why !== null) throw why;
    this.#dirtyBytes = 0;
    this.#endBytes = end;
  }

  /** The length up to which the file is filled with zeros when a line needs more room. */
  #nextStep(end: number): number {
    const { aheadBytes, segmentBytes } = this.#options;
    if (aheadBytes <= 0) return end;
    return Math.max(end, Math.min(Math.ceil(end / aheadBytes) * aheadBytes, segmentBytes));
  }

  /** The reason why what is written to the file would be lost, if there is one. Looks only now and then. */
  async #whyUnlinked(file: DurableFile): Promise<Error | null> {
    const now = performance.now();
    if (now - this.#linkedAt < LINK_CHECK_MS) return null;
    this.#linkedAt = now;
    try {
      return (await file.isLinked()) ? null : Object.assign(new Error('the segment was deleted'), { code: 'ENOENT' });
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  #settle(group: readonly Queued[]): void {
    this.#queue.splice(0, group.length);
    for (const { line } of group) this.#queuedBytes -= line.bytes.byteLength;
    this.#options.onDurable(group.map(({ line }) => line));
    for (const queued of group) this.#tell(queued);
    this.#retryMs = this.#options.retryMs.first;
    const code = this.#trouble;
    if (code === null) return;
    if (this.#queue.length > 0) {
      this.#noteTrouble(code);
    } else {
      this.#trouble = null;
      this.#options.onTrouble(null);
      this.#options.onRecovered(code, this.#waited);
    }
  }

  #tell(queued: Queued): void {
    if (queued.told) return;
    queued.told = true;
    if (this.#trouble !== null) this.#waited++;
    this.#options.onHeld(queued.line);
    queued.held(queued.line.event);
  }

  #enterTrouble(code: string): void {
    if (this.#trouble === null) this.#waited = 0;
    this.#trouble = code;
    for (const queued of this.#queue) this.#tell(queued);
    this.#noteTrouble(code);
  }

  #noteTrouble(code: string): void {
    this.#options.onTrouble({ code, lines: this.#queue.length });
  }

  /** After a failed write: nothing half-written stays, room is asked for, or some time passes. True when room was made. */
  async #failed(code: string): Promise<boolean> {
    this.#enterTrouble(code);
    this.#ready = false;
    if (!(isFull(code) && (await this.#takeBack()))) await this.#abandon();
    this.#madeRoom = isFull(code) && !this.#madeRoom && (await this.#options.makeRoom(this.#queuedBytes + this.#options.aheadBytes));
    if (!this.#madeRoom && !this.#closing) await this.#pause();
    return this.#madeRoom;
  }

  /** Cuts the segment back to its last durable line; false when that fails too. */
  async #takeBack(): Promise<boolean> {
    if (this.#file === null) return true;
    try {
      await this.#file.truncate(this.#endBytes);
      this.#roomBytes = this.#endBytes;
      this.#dirtyBytes = 0;
      return true;
    } catch {
      return false; // The caller leaves the segment.
    }
  }

  /**
   * Leaves the segment for a new one: after a failed sync the system may hold bytes for written that are not. Lines that
   * reached it beyond the last durable one are written again in the next segment, whose name tells readers to stop before.
   */
  async #abandon(): Promise<void> {
    const file = this.#file;
    if (file === null) return;
    this.#file = null;
    if (this.#endBytes === 0) this.#abandoned = this.#firstSeq;
    await this.#seal(file, true).catch(() => undefined); // The disk is in trouble, which is known; readers cope with what stays.
  }

  async #seal(file: DurableFile, always = false): Promise<void> {
    try {
      if (always || this.#roomBytes > this.#endBytes) await file.truncate(this.#endBytes);
    } finally {
      await file.close();
    }
  }

  async #pause(): Promise<void> {
    const waitMs = this.#retryMs;
    this.#retryMs = Math.min(waitMs * 2, this.#options.retryMs.most);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, waitMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = null;
  }
}
