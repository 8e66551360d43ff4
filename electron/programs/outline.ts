import type { FileMime, IssueManifest, ManifestFile, ManifestProgram } from '../../contract/programs/manifest.ts';
import type { ByteRange } from '../site/content-request.ts';

/** A file of an issue without the hashes of its chunks, which are most of a manifest and seldom needed. */
export type FileOutline = Omit<ManifestFile, 'chunks'>;

/** Place of a file among the files of its issue. */
export type FilePlace = number;

/** A program of an issue, with the places of its files instead of their hashes. A tuple, for there are thousands. */
export type ProgramOutline = readonly [
  id: ManifestProgram['id'],
  title: ManifestProgram['title'],
  summary: ManifestProgram['summary'],
  category: ManifestProgram['category'],
  courseKind: ManifestProgram['courseKind'],
  topics: ManifestProgram['topics'],
  lengthSeconds: number,
  film: FilePlace,
  poster: FilePlace | null,
  subtitles: readonly (readonly [ManifestProgram['subtitles'][number]['language'], FilePlace])[],
  handouts: readonly (readonly [ManifestProgram['title'], FilePlace])[],
];

/** An issue as it is kept in memory: its manifest without the hashes of chunks, and most of it packed until it is asked for. */
export interface IssueOutline extends Pick<IssueManifest, 'issue' | 'number' | 'title' | 'version' | 'publishedAt' | 'mirrors'> {
  /** In the order of the manifest; always the same objects. */
  readonly files: readonly FileOutline[];
  /** What is needed to show programs, without making `files`: all hashes in one text, 64 letters each, and the kind of a file. */
  readonly hashes: () => string;
  readonly mimeAt: (place: FilePlace) => FileMime;
  /** Made anew with each call, for whoever keeps them. */
  readonly programs: () => readonly ProgramOutline[];
  /** The file with this hash, given as its 32 bytes; null when the issue has none. */
  readonly fileWith: (hash: Uint8Array) => FileOutline | null;
}

export function chunkCount(file: FileOutline): number {
  return Math.ceil(file.bytes / file.chunkBytes);
}

/** The bytes of one chunk within its file. */
export function chunkRange(file: FileOutline, index: number): ByteRange {
  const from = index * file.chunkBytes;
  return { from, to: Math.min(file.bytes, from + file.chunkBytes) };
}

/** What can be watched before it has arrived whole. */
export function isFilm(mime: FileMime): boolean {
  return mime === 'video/mp4';
}
