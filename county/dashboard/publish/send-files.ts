import type { Upload } from '../../publish/schemas.ts';
import { RefusalError } from '../api.ts';

/** Pieces grow while the line is quick and shrink when it fails: between these, and for about so long each. */
const LEAST_PIECE_BYTES = 256 * 1024;
const FIRST_PIECE_BYTES = 1024 * 1024;
const MOST_PIECE_BYTES = 8 * 1024 * 1024;
const PIECE_MS = 2000;
const FIRST_WAIT_MS = 1000;
const MOST_WAIT_MS = 30_000;

export interface SendProgress {
  readonly file: string;
  readonly doneBytes: number;
  readonly totalBytes: number;
  /** The line is gone: when it is tried again, in seconds; null while bytes go. */
  readonly waitSeconds: number | null;
}

export interface SendOptions {
  readonly upload: Upload;
  /** By name. Files of the upload that are not among them are left as they are. */
  readonly files: ReadonlyMap<string, Blob>;
  readonly put: (at: number, offset: number, piece: Blob, signal: AbortSignal) => Promise<number>;
  readonly onProgress: (progress: SendProgress) => void;
  readonly signal: AbortSignal;
  readonly nowMs?: () => number;
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Sends what is missing of an upload. A line that drops is waited for as long as it takes; each file goes on from where
 * the county has it. Throws any other refusal, and the signal's reason.
 */
export async function sendFiles({ upload, files, put, onProgress, signal, nowMs = () => performance.now(), wait = waitFor }: SendOptions): Promise<void> {
  const done = upload.files.map(({ doneBytes }) => doneBytes);
  const totalBytes = upload.files.reduce((sum, { bytes }) => sum + bytes, 0);
  let pieceBytes = FIRST_PIECE_BYTES;
  let failures = 0;
  for (const [at, { name, bytes }] of upload.files.entries()) {
    const file = files.get(name);
    if (file === undefined) continue;
    const tell = (waitSeconds: number | null): void => onProgress({ file: name, doneBytes: done.reduce((sum, one) => sum + one, 0), totalBytes, waitSeconds });
    tell(null);
    for (let offset = done[at] ?? 0; offset < bytes; done[at] = offset) {
      signal.throwIfAborted();
      try {
        const beganMs = nowMs();
        offset = await put(at, offset, file.slice(offset, Math.min(bytes, offset + pieceBytes)), signal);
        failures = 0;
        const tookMs = Math.max(1, nowMs() - beganMs);
        pieceBytes = clamp(pieceBytes * Math.min(2, PIECE_MS / tookMs));
        done[at] = offset;
        tell(null);
      } catch (error) {
        if (!(error instanceof RefusalError)) throw error;
        const { refusal } = error;
        if (refusal.kind === 'out-of-step') {
          offset = refusal.doneBytes; // An answer was lost: the piece had arrived.
          failures += 1;
          if (failures > 20) throw error;
          continue;
        }
        if (refusal.kind !== 'unreachable' && refusal.kind !== 'failing' && refusal.kind !== 'busy' && refusal.kind !== 'strange') throw error;
        failures += 1;
        pieceBytes = clamp(pieceBytes / 2);
        const waitMs = Math.min(MOST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures - 1, 10));
        tell(Math.ceil(waitMs / 1000));
        await wait(waitMs, signal);
        tell(null);
      }
    }
  }
}

function clamp(bytes: number): number {
  return Math.round(Math.min(MOST_PIECE_BYTES, Math.max(LEAST_PIECE_BYTES, bytes)));
}

/** Ends early when the browser says that the line is back. */
function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      window.removeEventListener('online', end);
      signal.removeEventListener('abort', end);
      if (signal.aborted) reject(signal.reason instanceof Error ? signal.reason : new Error('stopped'));
      else resolve();
    };
    const timer = setTimeout(end, ms);
    window.addEventListener('online', end);
    signal.addEventListener('abort', end);
  });
}
