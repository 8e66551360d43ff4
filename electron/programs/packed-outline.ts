import { z } from 'zod';
import { fileMimeSchema } from '../../contract/programs/manifest.ts';
import type { FileMime, IssueManifest } from '../../contract/programs/manifest.ts';
import type { FileOutline, FilePlace, IssueOutline, ProgramOutline } from './outline.ts';

/*
 * An outline as bytes, little-endian: how many files there are, how long the two texts are (three times 4 bytes); of the
 * files first all hashes (32 bytes each), then all sizes (double), chunk sizes (4 bytes) and kinds (1 byte); then the two
 * texts in UTF-16, which becomes a string many times faster than UTF-8 with Chinese in it. The first text is the issue's
 * own facts, the second its programs, with the places of their files instead of hashes.
 */
const COUNTS_BYTES = 12;
const HASH_BYTES = 32;
const FILE_BYTES = HASH_BYTES + 8 + 4 + 1;

/** What the head of an outline says. `kinds`: what the bytes for the kinds of files mean. */
type Head = Pick<IssueManifest, 'issue' | 'number' | 'title' | 'version' | 'publishedAt' | 'mirrors'> & { readonly kinds: readonly FileMime[] };

/*
 * A checksum says that the bytes are as we wrote them. Of thousands of heads and programs no more is looked at than what
 * tells them from those of another release.
 */
const headSchema = z.custom<Head>((value) => Array.isArray(propertyOf(value, 'kinds')) && typeof propertyOf(value, 'issue') === 'string');
const programsSchema = z.custom<readonly ProgramOutline[]>((value) => Array.isArray(value) && Array.isArray(value[0]) && value[0].length === PROGRAM_FIELDS);
const PROGRAM_FIELDS = 11;

export function packOutline(manifest: IssueManifest): Buffer {
  const { files } = manifest;
  const places = new Map(files.map(({ sha256 }, place) => [sha256, place]));
  const placeOf = (sha256: string): FilePlace => places.get(sha256) ?? wrong(`it names ${sha256}, which it does not list`);
  const programs = manifest.programs.map((program): ProgramOutline => [
    program.id, program.title, program.summary, program.category, program.courseKind, program.topics, program.lengthSeconds,
    placeOf(program.film),
    program.poster === null ? null : placeOf(program.poster),
    program.subtitles.map(({ language, file }) => [language, placeOf(file)] as const),
    program.handouts.map((handout) => [handout.title, placeOf(handout.file)] as const),
  ]);
  const kinds = fileMimeSchema.options;
  const head: Head = {
    issue: manifest.issue,
    number: manifest.number,
    title: manifest.title,
    version: manifest.version,
    publishedAt: manifest.publishedAt,
    mirrors: manifest.mirrors,
    kinds,
  };
  const texts = [head, programs].map((value) => Buffer.from(JSON.stringify(value), 'utf16le'));
  const table = Buffer.alloc(COUNTS_BYTES + files.length * FILE_BYTES);
  [files.length, ...texts.map((text) => text.length)].forEach((count, place) => table.writeUInt32LE(count, 4 * place));
  const columns = columnsOf(files.length);
  for (const [place, { sha256, bytes, chunkBytes, mime }] of files.entries()) {
    table.write(sha256, columns.hashes + place * HASH_BYTES, 'hex');
    table.writeDoubleLE(bytes, columns.sizes + place * 8);
    table.writeUInt32LE(chunkBytes, columns.chunkSizes + place * 4);
    table.writeUInt8(kinds.indexOf(mime), columns.kinds + place);
  }
  return Buffer.concat([table, ...texts]);
}

/** The outline in these bytes, which it goes on using. Throws for bytes that `packOutline` did not make. */
export function unpackOutline(packed: Buffer): IssueOutline {
  const [count, headBytes, programsBytes] = [packed.readUInt32LE(0), packed.readUInt32LE(4), packed.readUInt32LE(8)];
  const columns = columnsOf(count);
  const programsAt = columns.end + headBytes;
  if (packed.length !== programsAt + programsBytes) return wrong('its length is another');
  const { kinds, ...head } = headSchema.parse(JSON.parse(packed.toString('utf16le', columns.end, programsAt)));
  const hashes = packed.subarray(columns.hashes, columns.sizes);
  let unpacked: readonly FileOutline[] | null = null;

  const mimeAt = (place: FilePlace): FileMime => kinds[packed.readUInt8(columns.kinds + place)] ?? wrong('a file is of no known kind');
  const files = (): readonly FileOutline[] =>
    (unpacked ??= Array.from({ length: count }, (_, place) => ({
      sha256: hashes.toString('hex', place * HASH_BYTES, (place + 1) * HASH_BYTES),
      bytes: packed.readDoubleLE(columns.sizes + place * 8),
      mime: mimeAt(place),
      chunkBytes: packed.readUInt32LE(columns.chunkSizes + place * 4),
    })));

  return {
    ...head,
    get files() {
      return files();
    },
    hashes: () => hashes.toString('hex'),
    mimeAt,
    programs: () => programsSchema.parse(JSON.parse(packed.toString('utf16le', programsAt))),
    fileWith: (hash) => {
      let at = hashes.indexOf(hash);
      while (at % HASH_BYTES > 0) at = hashes.indexOf(hash, at + 1); // The end of one hash and the beginning of the next.
      return at === -1 ? null : (files()[at / HASH_BYTES] ?? null);
    },
  };
}

/** Where each column of the files begins, and the last one ends. */
function columnsOf(count: number): Record<'hashes' | 'sizes' | 'chunkSizes' | 'kinds' | 'end', number> {
  const hashes = COUNTS_BYTES;
  const sizes = hashes + count * HASH_BYTES;
  const chunkSizes = sizes + count * 8;
  const kinds = chunkSizes + count * 4;
  return { hashes, sizes, chunkSizes, kinds, end: kinds + count };
}

function wrong(why: string): never {
  throw new Error(`not the outline of an issue: ${why}`);
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
