import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const MOST_MS = 120_000;

/** Takes a poster from a film. */
export interface PosterMaker {
  /** Writes a JPEG beside what is arriving and returns its path; null when the film gives none. The caller removes it. */
  readonly take: (film: string, lengthSeconds: number) => Promise<string | null>;
}

/** FFmpeg's posters; null when FFmpeg is not installed here: nothing else needs it. `data`: the county's data folder. */
export async function findPosterMaker(data: string, program = 'ffmpeg'): Promise<PosterMaker | null> {
  try {
    await run(program, ['-version'], { timeout: MOST_MS });
  } catch {
    return null; // Not there, or not able to run: posters then come from the folder alone.
  }
  return {
    take: async (film, lengthSeconds) => {
      const folder = join(data, 'content', 'incoming');
      await mkdir(folder, { recursive: true });
      const target = join(folder, `${randomUUID()}.jpg`);
      try {
        await run(program, posterArguments(film, lengthSeconds, target), { timeout: MOST_MS, maxBuffer: 1024 * 1024 });
        return target;
      } catch {
        await rm(target, { force: true });
        return null; // What it says of a film is for nobody: the poster is left out, and staff are told.
      }
    },
  };
}

/** A telling picture after the opening titles; the same film always gives the same bytes, so that publishing again changes nothing. */
function posterArguments(film: string, lengthSeconds: number, target: string): string[] {
  const from = Math.min(lengthSeconds * 0.1, 60).toFixed(2);
  const look = ['-nostdin', '-v', 'error', '-protocol_whitelist', 'file', '-threads', '1', '-ss', from, '-i', `file:${film}`];
  const picture = ['-an', '-sn', '-frames:v', '1', '-vf', "thumbnail=25,scale='min(1280,iw)':-2", '-q:v', '4', '-threads', '1', '-fflags', '+bitexact', '-flags', '+bitexact'];
  return [...look, ...picture, '-f', 'image2', '-update', '1', '-y', `file:${target}`];
}
