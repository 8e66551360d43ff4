import type { ManifestFile } from '../../contract/programs/manifest.ts';
import { fail, ProblemError } from '../../contract/problem.ts';
import { freeBytes } from '../site/disk.ts';
import type { ByteSource, SourceTrust } from './byte-source.ts';
import { BadChunkError, checkedChunks, rangeOf } from './chunks.ts';
import type { ChunkRun } from './chunks.ts';
import type { ContentStore } from './content-store.ts';
import type { PartFile } from './part-file.ts';

export interface FileDownload {
  readonly content: ContentStore;
  readonly folder: string;
  readonly trust: SourceTrust;
  /** Room that is left for the records: programs never take it. */
  readonly reserveBytes: number;
  /** A chunk more is here. */
  readonly onChunk: () => void;
}

/**
 * Brings what is missing of a file, from the first source that can give it. Returns when the file is verified whole.
 * Throws the problem that keeps it from going on; what has arrived stays. An abort throws the signal's reason.
 */
export async function downloadFile(
  { content, folder, trust, reserveBytes, onChunk }: FileDownload,
  file: ManifestFile,
  sources: readonly ByteSource[],
  signal: AbortSignal,
): Promise<void> {
  await requireRoom(folder, reserveBytes + file.bytes - content.doneBytes(file));
  const part = await content.openPart(file);
  let finished = false;
  try {
    while (!finished) {
      for (let run = part.nextMissing(); run !== null; run = part.nextMissing()) {
        await fetchRun(part, run, sources, trust, onChunk, signal);
      }
      finished = await content.finish(part);
    }
  } finally {
    if (!finished) await part.close();
  }
}

async function requireRoom(folder: string, bytes: number): Promise<void> {
  const free = await freeBytes(folder);
  if (free !== null && free < bytes) fail('disk-full', { freeBytes: free });
}

/** Brings at least one chunk of the run, or throws the problem of the source that was asked first. */
async function fetchRun(
  part: PartFile,
  run: ChunkRun,
  sources: readonly ByteSource[],
  trust: SourceTrust,
  onChunk: () => void,
  signal: AbortSignal,
): Promise<void> {
  const problems: ProblemError[] = [];
  for (const source of trust.usable(sources)) {
    try {
      const stream = await source.open(part.file, rangeOf(part.file, run), signal);
      for await (const chunk of checkedChunks(stream, part.file, run)) {
        await part.write(chunk);
        onChunk();
      }
      trust.sentRight(source);
      return;
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof BadChunkError) trust.sentWrong(source);
      else if (!(error instanceof ProblemError) || isOfDisk(error)) throw error;
      else problems.push(error);
      if (part.has(run.first)) return; // It went on for a while: what is missing now is another run.
    }
  }
  throw problems[0] ?? new ProblemError(trust.problems()[0] ?? { code: 'content-damaged', data: { what: part.file.sha256 } });
}

function isOfDisk(error: ProblemError): boolean {
  return error.problem.code === 'disk-full' || error.problem.code === 'disk-failing';
}
