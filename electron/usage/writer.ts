import type { Head } from '../../contract/usage/chain.ts';
import type { UsageEvent } from '../../contract/usage/event.ts';
import { errorCode, isFull } from './disk.ts';
import { bytesOf } from './line.ts';
import type { NewLine } from './line.ts';
import type { RecordingTrouble } from './recorder.ts';
import type { SegmentWriter } from './segment-writer.ts';
import { MAX_GROUP_BYTES } from './tail.ts';

export interface WriterOptions {
  readonly segments: SegmentWriter;
  /** A write that takes longer is taken for trouble: lines are told as held while it goes on. */
  readonly stallMs: number;
  readonly retryMs: { readonly first: number; readonly most: number };
  /** Called before the first write, and again after each failure, until it resolves. */
  readonly ready: () => Promise<void>;
  /** Asked for room when the disk is full; resolves to whether some was made. */
  readonly makeRoom: (bytes: number) => Promise<boolean>;
  /** All lines up to this one are on disk. */
  readonly onDurable: (head: Head) => void;
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

/**
 * Writes lines in the order in which they come. Lines that come together, or while a write is under way, share the next
 * write and its sync. While the disk does not take them they wait in memory, in order. None of the callbacks may throw.
 */
export class LineWriter {
  readonly #options: WriterOptions;
  readonly #queue: Queued[] = [];
  #queuedBytes = 0;
  #ready = false;
  #running: Promise<void> | null = null;
  #scheduled = false;
  #closing = false;
  #trouble: string | null = null;
  /** Lines that were held in memory since the trouble began. */
  #waited = 0;
  #madeRoom = false;
  #retryMs: number;
  #wake: (() => void) | null = null;
  #writing = false;
  /** One timer that is set back at each write: making one costs more. */
  #stallTimer: NodeJS.Timeout | null = null;

  constructor(options: WriterOptions) {
    this.#options = options;
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
      this.#queuedBytes += line.byteLength;
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

  /** Writes what waits, once more if the disk is in trouble, and ends. Returns the number of lines that could not be written. */
  async close(): Promise<number> {
    this.#closing = true;
    this.#wake?.();
    this.#start();
    await this.#running;
    if (this.#stallTimer !== null) clearTimeout(this.#stallTimer);
    return this.#queue.length;
  }

  #start(): void {
    if (this.#running !== null || this.#queue.length === 0) return;
    this.#running = this.#run().finally(() => {
      this.#running = null;
      if (!this.#closing) this.#start();
    });
  }

  async #run(): Promise<void> {
    while (this.#queue.length > 0) {
      const lastAttempt = this.#closing;
      this.#watchForStall();
      try {
        if (!this.#ready) await this.#options.ready();
        this.#ready = true;
        const group = this.#nextGroup();
        const written = this.#options.segments.write(group[0]?.line.event.seq ?? 0, bytesOf(group.map(({ line }) => line)));
        const head = group.at(-1)?.line.head; // Its hash is made here, while the disk works.
        await written;
        this.#writing = false;
        this.#settle(group, head);
      } catch (error) {
        this.#writing = false;
        const again = await this.#failed(errorCode(error));
        if (lastAttempt && !again) return;
      }
    }
  }

  #watchForStall(): void {
    this.#writing = true;
    if (this.#stallTimer !== null) {
      this.#stallTimer.refresh();
      return;
    }
    this.#stallTimer = setTimeout(() => {
      if (this.#writing) this.#enterTrouble('ETIMEDOUT');
    }, this.#options.stallMs);
    this.#stallTimer.unref();
  }

  /** The waiting lines that fit one write, at least one. */
  #nextGroup(): readonly Queued[] {
    let bytes = 0;
    let count = 0;
    for (const { line } of this.#queue) {
      bytes += line.byteLength;
      if (count > 0 && bytes > MAX_GROUP_BYTES) break;
      count++;
    }
    return this.#queue.slice(0, count);
  }

  #settle(group: readonly Queued[], head: Head | undefined): void {
    this.#queue.splice(0, group.length);
    for (const { line } of group) this.#queuedBytes -= line.byteLength;
    if (head !== undefined) this.#options.onDurable(head);
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

  /** After a failed write: the segment is put right, and room is asked for, or some time passes. True when room was made. */
  async #failed(code: string): Promise<boolean> {
    this.#enterTrouble(code);
    this.#ready = false;
    await this.#options.segments.recover(code);
    this.#madeRoom = isFull(code) && !this.#madeRoom && (await this.#options.makeRoom(this.#queuedBytes));
    if (!this.#madeRoom && !this.#closing) await this.#pause();
    return this.#madeRoom;
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
