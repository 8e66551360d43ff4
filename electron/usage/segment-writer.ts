import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { errorCode, isFull } from './disk.ts';
import type { Disk, DurableFile } from './disk.ts';
import { segmentPath, setAsideName } from './segments.ts';

/** Where writing goes on: the last segment and its length. */
export interface WriteFrom {
  readonly firstSeq: number;
  readonly endBytes: number;
  /** Bytes up to here are overwritten by the first write: torn content that has been set aside. */
  readonly contentBytes: number;
}

export interface SegmentWriterOptions {
  readonly disk: Disk;
  readonly folder: string;
  /** Null: a new segment. */
  readonly from: WriteFrom | null;
  /** A segment that has reached this length is closed and a new one begun. */
  readonly segmentBytes: number;
  /** Room that is written ahead with zeros: a line then changes no length, which spares the disk a second write. */
  readonly aheadBytes: number;
  readonly onSegment: (firstSeq: number) => void;
}

/** How often it is checked that the file being written is still in its folder. */
const LINK_CHECK_MS = 5000;

/** Writes whole lines to the journal's last segment, durably. One call at a time. */
export class SegmentWriter {
  readonly #options: SegmentWriterOptions;
  #from: WriteFrom | null;
  #file: DurableFile | null = null;
  #firstSeq = 0;
  /** Where the last durable line ends. */
  #endBytes = 0;
  /** Zeros, or torn content, reach up to here. */
  #roomBytes = 0;
  /** Torn content reaches up to here and is not overwritten yet. */
  #dirtyBytes = 0;
  #linkedAtMs = 0;
  /** Begun by this process and left without a durable line in it: may be begun again. */
  #abandoned: number | null = null;

  constructor(options: SegmentWriterOptions) {
    this.#options = options;
    this.#from = options.from;
  }

  /** Writes lines, the first of them numbered `firstSeq`. When it rejects, call `recover` before the next attempt. */
  write(firstSeq: number, lines: Buffer): Promise<void> {
    const file = this.#file;
    const end = this.#endBytes + lines.byteLength;
    const usual = file !== null && this.#endBytes < this.#options.segmentBytes && end <= this.#roomBytes && this.#dirtyBytes === 0;
    if (!usual || performance.now() - this.#linkedAtMs > LINK_CHECK_MS) return this.#writeCarefully(firstSeq, lines);
    return file.write(lines, this.#endBytes).then(() => {
      this.#endBytes = end;
    });
  }

  /**
   * After a failed write, nothing half-written stays. On a full disk the segment is cut back to its last durable line. After
   * any other failure it is left for a new one: the system may hold bytes for written that are not. Lines that reached it
   * beyond the last durable one are written again in the next segment, whose name tells readers to stop before.
   */
  async recover(code: string): Promise<void> {
    const file = this.#file;
    if (file === null) return;
    if (isFull(code) && (await this.#takeBack(file))) return;
    this.#file = null;
    if (this.#endBytes === 0) this.#abandoned = this.#firstSeq;
    await this.#takeBack(file);
    await file.close().catch(() => undefined); // The disk is in trouble, which is known.
  }

  /** Cuts away the room kept ready, and closes. */
  async close(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    if (file !== null) await this.#seal(file);
  }

  async #writeCarefully(firstSeq: number, lines: Buffer): Promise<void> {
    const file = await this.#fileFor(firstSeq);
    const end = this.#endBytes + lines.byteLength;
    const padded = Math.max(this.#dirtyBytes, end > this.#roomBytes ? this.#nextStep(end) : end);
    try {
      await file.write(padded > end ? Buffer.concat([lines], padded - this.#endBytes) : lines, this.#endBytes);
      this.#roomBytes = Math.max(this.#roomBytes, padded);
    } catch (error) {
      if (padded === end || !isFull(errorCode(error))) throw error;
      // There may be room for the lines, if not for the zeros after them.
      await file.truncate(this.#endBytes);
      await file.write(lines, this.#endBytes);
      this.#roomBytes = end;
    }
    // What is written to a deleted file arrives nowhere.
    if (!(await file.isLinked())) throw Object.assign(new Error('the segment was deleted'), { code: 'ENOENT' });
    this.#linkedAtMs = performance.now();
    this.#dirtyBytes = 0;
    this.#endBytes = end;
  }

  async #fileFor(firstSeq: number): Promise<DurableFile> {
    if (this.#endBytes >= this.#options.segmentBytes) await this.close();
    this.#file ??= (await this.#reopen()) ?? (await this.#begin(firstSeq));
    return this.#file;
  }

  /** The segment that was last when the journal was opened, unless it is full. Tried once: if it fails, a new one is begun. */
  async #reopen(): Promise<DurableFile | null> {
    const from = this.#from;
    this.#from = null;
    if (from === null || from.endBytes >= this.#options.segmentBytes) return null;
    const file = await this.#options.disk.open(segmentPath(this.#options.folder, from.firstSeq));
    [this.#firstSeq, this.#endBytes] = [from.firstSeq, from.endBytes];
    this.#roomBytes = from.contentBytes;
    this.#dirtyBytes = from.contentBytes > from.endBytes ? from.contentBytes : 0;
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
      // Ours, from an attempt that failed: its lines come again. Not ours: never thrown away.
      if (this.#abandoned === firstSeq) await disk.remove(path);
      else await disk.rename(path, join(folder, setAsideName(firstSeq - 1, randomUUID())));
      file = await disk.create(path);
    }
    this.#firstSeq = firstSeq;
    this.#endBytes = this.#roomBytes = this.#dirtyBytes = 0;
    this.#options.onSegment(firstSeq);
    return file;
  }

  /** The length up to which the file is filled with zeros when lines need more room. */
  #nextStep(end: number): number {
    const { aheadBytes, segmentBytes } = this.#options;
    if (aheadBytes <= 0) return end;
    return Math.max(end, Math.min(Math.ceil(end / aheadBytes) * aheadBytes, segmentBytes));
  }

  async #takeBack(file: DurableFile): Promise<boolean> {
    try {
      await file.truncate(this.#endBytes);
      this.#roomBytes = this.#endBytes;
      this.#dirtyBytes = 0;
      return true;
    } catch {
      return false; // The caller leaves the segment, and readers cope with what stays in it.
    }
  }

  async #seal(file: DurableFile): Promise<void> {
    try {
      if (this.#roomBytes > this.#endBytes) await file.truncate(this.#endBytes);
    } finally {
      await file.close();
    }
  }
}
