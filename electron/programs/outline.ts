import type { FileMime, IssueManifest, ManifestFile } from '../../contract/programs/manifest.ts';
import type { ByteRange } from '../site/content-request.ts';

/** A file of an issue without the hashes of its chunks, which are most of a manifest and seldom needed. */
export type FileOutline = Omit<ManifestFile, 'chunks'>;

/** An issue as it is kept in memory: its manifest without the hashes of chunks. */
export type IssueOutline = Omit<IssueManifest, 'files'> & { readonly files: readonly FileOutline[] };

export function outlineOf(manifest: IssueManifest): IssueOutline {
  return { ...manifest, files: manifest.files.map(({ sha256, bytes, mime, chunkBytes }) => ({ sha256, bytes, mime, chunkBytes })) };
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
