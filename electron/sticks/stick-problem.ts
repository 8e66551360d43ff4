import { ProblemError } from '../../contract/problem.ts';
import type { Problem } from '../../contract/problem.ts';
import { systemCode } from '../site/disk.ts';
import type { PluggedStick } from './plugged.ts';

/** What the system says when a disk that was there is not any more. */
const gone: ReadonlySet<string> = new Set(['ENODEV', 'ENXIO', 'ENOTCONN', 'ESHUTDOWN', 'ENOMEDIUM']);
const mayNotWrite: ReadonlySet<string> = new Set(['EROFS', 'EACCES', 'EPERM']);

/**
 * An error met while carrying, as what a person should hear of the stick: pulled out, full, for reading only, failing.
 * `writes`: the stick is what was written to; else a disk that is full or fails is the terminal's own, unless the error
 * names a path on the stick. What is no matter of disks stays as it is.
 */
export async function stickError(error: unknown, stick: PluggedStick, writes: boolean): Promise<unknown> {
  if (!(error instanceof ProblemError)) return error;
  const { problem } = error;
  if (problem.code !== 'disk-full' && problem.code !== 'disk-failing') return error;
  if (!writes && !namesPathOn(stick.path, error)) return (await isGone(stick)) ? stickGone(error) : error;
  if (await isGone(stick)) return stickGone(error);
  return new ProblemError(problem.code === 'disk-full' ? { code: 'stick-full', data: problem.data } : failing(problem.data.code), { cause: error });
}

function failing(code: string): Problem {
  if (gone.has(code)) return { code: 'stick-gone', data: {} };
  return mayNotWrite.has(code) ? { code: 'stick-read-only', data: {} } : { code: 'stick-failing', data: { code } };
}

function stickGone(cause: unknown): ProblemError {
  return new ProblemError({ code: 'stick-gone', data: {} }, { cause });
}

async function isGone(stick: PluggedStick): Promise<boolean> {
  try {
    await stick.require();
    return false;
  } catch (error) {
    if (error instanceof ProblemError) return true;
    throw error;
  }
}

/** The system's error lies behind the problem, with the path it was about, where the call had one. */
function namesPathOn(root: string, { cause }: ProblemError): boolean {
  if (systemCode(cause) === null || !(cause instanceof Error) || !('path' in cause)) return false;
  return typeof cause.path === 'string' && cause.path.startsWith(root);
}
