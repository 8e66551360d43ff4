import { createHash } from 'node:crypto';
import { boxesIn, box, find, rewritten } from './boxes.ts';
import type { Box } from './boxes.ts';

export interface LoopedFilm {
  readonly bytes: Buffer;
  readonly lengthSeconds: number;
}

/**
 * A film that plays another one several times over and is as many bits a second as wanted: between its pictures lies
 * filling that no table points to. `seed` makes the bytes of two films different.
 * The film given must be a plain MP4 with its index first and 32-bit offsets, as those of the sample are.
 */
export function loopedFilm(film: Buffer, { loops, bitsPerSecond, seed }: { readonly loops: number; readonly bitsPerSecond: number; readonly seed: string }): LoopedFilm {
  const [moov] = boxesIn(film).filter(({ kind }) => kind === 'moov');
  if (moov === undefined) throw new Error('no index in the film');
  const mvhd = find(moov.body, 'mvhd');
  const lengthSeconds = (mvhd.readUInt32BE(16) / mvhd.readUInt32BE(12)) * loops;

  const tracks = boxesIn(moov.body).filter(({ kind }) => kind === 'trak').map(({ body }) => chunksOf(body));
  const order = tracks.flatMap((chunks, track) => chunks.map((chunk, index) => ({ ...chunk, track, index }))).sort((a, b) => a.offset - b.offset);
  const content = order.reduce((sum, { size }) => sum + size, 0) * loops;
  const fill = Math.floor(((lengthSeconds * bitsPerSecond) / 8 - content) / (order.length * loops));
  if (fill < 0) throw new Error(`the film itself has more than ${bitsPerSecond} bits a second`);

  // The index comes first, so its size is needed for the offsets in it: it is made twice.
  const head = Buffer.concat(boxesIn(film).filter(({ kind }) => kind === 'ftyp').map(({ kind, body }) => box(kind, body)));
  const places = tracks.map(() => [] as number[]);
  const data: Buffer[] = [];
  let at = 0;
  for (let loop = 0; loop < loops; loop += 1) {
    for (const { track, offset, size } of order) {
      places[track]?.push(at);
      data.push(film.subarray(offset, offset + size), filling(fill, `${seed} ${at}`));
      at += size + fill;
    }
  }
  const index = (base: number): Buffer => indexOf(moov.body, loops, places.map((track) => track.map((place) => place + base)));
  const start = head.length + index(0).length + 8;
  return { bytes: Buffer.concat([head, index(start), box('mdat', ...data)]), lengthSeconds };
}

interface Chunk {
  readonly offset: number;
  readonly size: number;
}

/** Where the chunks of a track lie in the file. */
function chunksOf(trak: Buffer): readonly Chunk[] {
  const offsets = numbers(find(trak, 'stco'), 4);
  const sizes = numbers(find(trak, 'stsz'), 8);
  const runs = entries(find(trak, 'stsc'), 3);
  let sample = 0;
  return offsets.map((offset, index) => {
    const run = runs.findLast(([first = 0]) => first <= index + 1);
    const samples = run?.[1] ?? 0;
    const size = sizes.slice(sample, sample + samples).reduce((sum, each) => sum + each, 0);
    sample += samples;
    return { offset, size };
  });
}

/** The index of a film that plays `loops` times, with the chunks of its tracks at these places. */
function indexOf(moov: Buffer, loops: number, places: readonly (readonly number[])[]): Buffer {
  let track = -1;
  const counts = { samples: 0, chunks: 0 };
  const change = ({ kind, body }: Box): Buffer | null => {
    switch (kind) {
      case 'mvhd':
        return scaled(body, 16, loops);
      case 'tkhd':
        track += 1;
        return scaled(body, 20, loops);
      case 'mdhd':
        return scaled(body, 16, loops);
      case 'elst':
        return scaled(body, 8, loops);
      case 'stts':
      case 'ctts':
        return table(body, Array.from({ length: loops }, () => entries(body, 2)).flat());
      case 'stsz':
        return Buffer.concat([body.subarray(0, 8), word(counts.samples * loops), ...Array.from({ length: loops }, () => body.subarray(12))]);
      case 'stss':
        return table(body, repeated(entries(body, 1), loops, counts.samples));
      case 'stsc':
        return table(body, repeated(entries(body, 3), loops, counts.chunks));
      case 'stco':
        return table(body, (places[track] ?? []).map((place) => [place]));
      case 'sgpd':
      case 'sbgp':
        return null;
      default:
        return body;
    }
  };
  const traks = boxesIn(moov).map((each) => {
    if (each.kind === 'trak') {
      counts.samples = find(each.body, 'stsz').readUInt32BE(8);
      counts.chunks = find(each.body, 'stco').readUInt32BE(4);
    }
    return rewritten(box(each.kind, each.body), change);
  });
  return box('moov', ...traks);
}

/** Entries whose first number counts samples or chunks, again and again. */
function repeated(rows: readonly (readonly number[])[], loops: number, step: number): readonly (readonly number[])[] {
  return Array.from({ length: loops }, (_, loop) => rows.map(([first = 0, ...rest]) => [first + loop * step, ...rest])).flat();
}

function numbers(body: Buffer, countAt: number): readonly number[] {
  const count = body.readUInt32BE(countAt);
  return Array.from({ length: count }, (_, index) => body.readUInt32BE(countAt + 4 + 4 * index));
}

function entries(body: Buffer, width: number): readonly (readonly number[])[] {
  const count = body.readUInt32BE(4);
  return Array.from({ length: count }, (_, row) => Array.from({ length: width }, (__, column) => body.readUInt32BE(8 + 4 * (row * width + column))));
}

function table(body: Buffer, rows: readonly (readonly number[])[]): Buffer {
  return Buffer.concat([body.subarray(0, 4), word(rows.length), ...rows.flat().map(word)]);
}

function scaled(body: Buffer, at: number, factor: number): Buffer {
  const copy = Buffer.from(body);
  copy.writeUInt32BE(body.readUInt32BE(at) * factor, at);
  return copy;
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** Bytes that are the same for the same words and look like nothing. */
function filling(size: number, words: string): Buffer {
  return createHash('shake256', { outputLength: Math.max(1, size) }).update(words).digest().subarray(0, size);
}
