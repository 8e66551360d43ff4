/** Which parts of a film must be made anew; the others are taken as they are. */
export interface FilmMend {
  readonly pictures: boolean;
  readonly sound: boolean;
}

/** The command that makes a playable film of this one; `path` as the person knows it. */
export function mendingLine(path: string, { pictures, sound }: FilmMend): string {
  const video = pictures ? '-c:v libx264 -profile:v high -pix_fmt yuv420p -crf 23' : '-c:v copy';
  const audio = sound || pictures ? '-c:a aac -b:a 96k -ac 2' : '-c:a copy';
  return `ffmpeg -i ${quoted(path)} ${video} ${audio} -movflags +faststart ${quoted(mendedName(path, 'mp4'))}`;
}

/** The command that puts a film's index before its pictures. */
export function indexFirstLine(path: string): string {
  return `ffmpeg -i ${quoted(path)} -c copy -movflags +faststart ${quoted(mendedName(path, 'mp4'))}`;
}

/** The command that makes WebVTT of other subtitles. */
export function subtitlesLine(path: string): string {
  return `ffmpeg -i ${quoted(path)} ${quoted(mendedName(path, 'vtt'))}`;
}

function mendedName(path: string, ending: string): string {
  return `${path.replace(/\.[^./\\]*$/, '')}.mended.${ending}`;
}

/** As both a Unix shell and Windows take it; only a Unix name can hold what double quotes do not keep. */
function quoted(path: string): string {
  return /["$`\\!]/.test(path) && !/^[a-z]:\\/i.test(path) ? `'${path.replaceAll("'", "'\\''")}'` : `"${path}"`;
}
