import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { createFile, MP4BoxBuffer } from 'mp4box';
import type { ISOFile, Movie } from 'mp4box';
import { messageOf } from '../input.ts';

/** Read at a time; boxes of media data are skipped unread. */
const READ_BYTES = 256 * 1024;

/** What was measured of a film, or why terminals could not play it. */
export type MeasuredFilm =
  | {
      readonly ok: true;
      readonly lengthSeconds: number;
      /** False when its index lies behind its pictures: it can only play once all of it has arrived. */
      readonly playsWhileArriving: boolean;
    }
  | { readonly ok: false; readonly reason: string; /** What FFmpeg must do to it. */ readonly mend: FilmMend };

export type FilmMend = 'all' | 'sound' | 'copy-again';

/** Measures an MP4 film by its boxes, without reading its pictures and sound. */
export async function measureFilm(path: string): Promise<MeasuredFilm> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const start = Buffer.alloc(8);
    await handle.read(start, 0, 8, 0);
    if (start.toString('latin1', 4, 8) !== 'ftyp') return { ok: false, reason: 'it is not an MP4 film', mend: 'all' };
    return await judge(handle, size);
  } finally {
    await handle.close();
  }
}

async function judge(handle: FileHandle, size: number): Promise<MeasuredFilm> {
  const { file, movie, error } = await readBoxes(handle, size);
  const end = Math.max(0, ...file.mdats.map((box) => (box.start ?? 0) + box.size));
  if (movie === null || end > size) return { ok: false, reason: error ?? 'it is cut off: a part of it is missing', mend: 'copy-again' };
  const video = movie.videoTracks[0];
  if (video === undefined) return { ok: false, reason: 'it has no pictures', mend: 'all' };
  // Baseline, Main and High: what every old PC's decoder takes. 10-bit, 4:2:2 and 4:4:4 have profiles of their own.
  if (!/^avc[13]\.(42|4d|64)/i.test(video.codec)) {
    return { ok: false, reason: `its pictures are ${video.codec}, not H.264 in 8 bits and 4:2:0`, mend: 'all' };
  }
  const sound = movie.audioTracks.find((track) => !/^mp4a\.40\.(2|5|29)$/i.test(track.codec));
  if (sound !== undefined) return { ok: false, reason: `its sound is ${sound.codec}, not AAC`, mend: 'sound' };
  const lengthSeconds = lengthOf(movie);
  if (!(lengthSeconds > 0)) return { ok: false, reason: 'it has no length', mend: 'all' };
  return { ok: true, lengthSeconds, playsWhileArriving: movie.isProgressive };
}

/** Seconds rounded to the millisecond. A fragmented film tells its length in its fragments. */
function lengthOf(movie: Movie): number {
  const whole = movie.duration / movie.timescale;
  const longest = Math.max(0, ...movie.videoTracks.map((track) => track.samples_duration / track.timescale));
  return Math.round((whole > 0 ? whole : longest) * 1000) / 1000;
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
  if (error !== undefined) return { file, movie: null, error: `it cannot be read as MP4 (${error})` };
  return { file, movie: hasMovie(file) ? file.getInfo() : null, error: null };
}

/** The type says that `moov` is always there; before it is read it is not. */
function hasMovie(file: { readonly moov?: unknown }): boolean {
  return file.moov !== undefined;
}

/** The line that makes a playable film of this one; `path` as the person knows it. */
export function mendingLine(path: string, mend: FilmMend): string | null {
  const mended = `${path.replace(/\.[^./]*$/, '')}.mended.mp4`;
  const sound = '-c:a aac -b:a 96k -ac 2 -movflags +faststart';
  switch (mend) {
    case 'copy-again':
      return null;
    case 'sound':
      return `ffmpeg -i "${path}" -c:v copy ${sound} "${mended}"`;
    case 'all':
      return `ffmpeg -i "${path}" -c:v libx264 -profile:v high -pix_fmt yuv420p -crf 23 ${sound} "${mended}"`;
  }
}

/** The line that puts a film's index before its pictures. */
export function indexFirstLine(path: string): string {
  return `ffmpeg -i "${path}" -c copy -movflags +faststart "${path.replace(/\.[^./]*$/, '')}.mended.mp4"`;
}
