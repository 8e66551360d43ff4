import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { createFile, MP4BoxBuffer } from 'mp4box';
import type { ISOFile, Movie, Track } from 'mp4box';
import { messageOf } from '../input.ts';
import { fault } from './fault.ts';
import type { PublishFault } from './fault.ts';
import { indexFirstLine, mendingLine } from './mend.ts';

/** Read at a time; boxes of media data are skipped unread. */
const READ_BYTES = 256 * 1024;

/** Pictures larger than this, or packed by newer means than H.264, are much work for two old cores. */
const LIGHT = { width: 1920, height: 1088 };

/** What a film is, as its boxes tell. */
export interface FilmFacts {
  /** 0 when it cannot be told. */
  readonly lengthSeconds: number;
  readonly width: number;
  readonly height: number;
  /** As in a `codecs` parameter, e.g. `avc1.64001f`; null when there are none. */
  readonly pictures: string | null;
  readonly sound: string | null;
}

export interface MeasuredFilm {
  /** Null when it cannot be read as a film. */
  readonly facts: FilmFacts | null;
  /** Why terminals could not play it; none: they can. */
  readonly faults: readonly PublishFault[];
  readonly warnings: readonly PublishFault[];
}

/**
 * Measures an MP4 film by its boxes, without reading its pictures and sound. `name` is what faults call it, `shown` what
 * the mending command does.
 */
export async function measureFilm(path: string, name: string, shown: string = path): Promise<MeasuredFilm> {
  const refused = (...faults: readonly PublishFault[]): MeasuredFilm => ({ facts: null, faults, warnings: [] });
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const start = Buffer.alloc(8);
    await handle.read(start, 0, 8, 0);
    if (start.toString('latin1', 4, 8) !== 'ftyp') return refused(fault('no-film', { file: name, mend: mendingLine(shown, { pictures: true, sound: true }) }));
    const { file, movie, error } = await readBoxes(handle, size);
    if (error !== null) return refused(fault('film-broken', { file: name, values: { detail: error } }));
    const end = Math.max(0, ...file.mdats.map((box) => (box.start ?? 0) + box.size));
    if (movie === null || end > size) return refused(fault('film-cut-off', { file: name }));
    return judge(movie, name, shown);
  } finally {
    await handle.close();
  }
}

function judge(movie: Movie, name: string, shown: string): MeasuredFilm {
  const [video] = movie.videoTracks;
  const facts: FilmFacts = {
    lengthSeconds: lengthOf(movie),
    width: video?.video?.width ?? 0,
    height: video?.video?.height ?? 0,
    pictures: video?.codec ?? null,
    sound: movie.audioTracks[0]?.codec ?? null,
  };
  const faults: PublishFault[] = [];
  const wrongSound = movie.audioTracks.find(({ codec }) => !playsSound(codec));
  const wrongPictures = video !== undefined && !playsPictures(video) ? video.codec : null;
  // One command mends all that is wrong with a film, so that nobody mends it twice.
  const mend = mendingLine(shown, { pictures: video === undefined || wrongPictures !== null || !(facts.lengthSeconds > 0 || movie.isFragmented), sound: wrongSound !== undefined });
  if (video === undefined) faults.push(fault('film-no-pictures', { file: name }));
  if (wrongPictures !== null) faults.push(fault('film-pictures', { file: name, values: { codec: wrongPictures }, mend }));
  if (wrongSound !== undefined) faults.push(fault('film-sound', { file: name, values: { codec: wrongSound.codec }, mend }));
  if (movie.isFragmented) faults.push(fault('film-fragmented', { file: name, mend }));
  else if (!(facts.lengthSeconds > 0)) faults.push(fault('film-no-length', { file: name, mend }));
  return { facts, faults, warnings: faults.length > 0 ? [] : warningsOf(movie, facts, name, shown) };
}

function warningsOf(movie: Movie, { pictures, width, height }: FilmFacts, name: string, shown: string): PublishFault[] {
  const isHeavy = width > LIGHT.width || height > LIGHT.height || !/^avc/i.test(pictures ?? '');
  return [
    ...(movie.isProgressive ? [] : [fault('index-last', { file: name, mend: indexFirstLine(shown) })]),
    ...(isHeavy ? [fault('heavy', { file: name, values: { codec: pictures ?? '', width, height } })] : []),
  ];
}

/** What the terminals' player decodes. 10-bit, 4:2:2 and 4:4:4 have profiles or depths of their own. */
function playsPictures({ codec }: Track): boolean {
  return /^avc[13]\.(42|4d|64)/i.test(codec) || /^vp09\.00\.\d+\.08/i.test(codec) || /^av01\.0\.[^.]+\.08/i.test(codec);
}

function playsSound(codec: string): boolean {
  return /^mp4a\.40\.(2|5|29)$/i.test(codec) || /^opus$/i.test(codec);
}

/** Seconds rounded to the millisecond. */
function lengthOf(movie: Movie): number {
  return movie.timescale > 0 ? Math.round((movie.duration / movie.timescale) * 1000) / 1000 : 0;
}

async function readBoxes(handle: FileHandle, size: number): Promise<{ file: ISOFile; movie: Movie | null; error: string | null }> {
  const file = createFile(false);
  const errors: string[] = [];
  file.onError = (_module, message) => void errors.push(message);
  try {
    let at = 0;
    while (at < size && errors.length === 0) {
      const bytes = new ArrayBuffer(Math.min(READ_BYTES, size - at));
      const { bytesRead } = await handle.read(new Uint8Array(bytes), 0, bytes.byteLength, at);
      if (bytesRead < bytes.byteLength) break;
      const next = file.appendBuffer(MP4BoxBuffer.fromArrayBuffer(bytes, at), at + bytesRead >= size);
      // The parser names the byte it wants next, which lies behind the media data; never go back.
      at = Math.max(next, at + bytesRead);
    }
    file.flush();
  } catch (thrown) {
    errors.push(messageOf(thrown));
  }
  const [error] = errors;
  return { file, movie: error === undefined && hasMovie(file) ? file.getInfo() : null, error: error ?? null };
}

/** The type says that `moov` is always there; before it is read it is not. */
function hasMovie(file: { readonly moov?: unknown }): boolean {
  return file.moov !== undefined;
}
