import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../../../contract/problem.ts';
import { diskError } from '../../../../electron/site/disk.ts';
import type { PluggedStick } from '../../../../electron/sticks/plugged.ts';
import { stickError } from '../../../../electron/sticks/stick-problem.ts';

const gone = new ProblemError({ code: 'stick-gone', data: {} });
const here: PluggedStick = { name: 'red', path: '/media/red', require: () => Promise.resolve() };
const pulledOut: PluggedStick = { ...here, require: () => Promise.reject(gone) };

function failing(code: string): ProblemError {
  return new ProblemError({ code: 'disk-failing', data: { code } });
}

async function said(error: unknown, stick: PluggedStick, writes: boolean): Promise<unknown> {
  const told = await stickError(error, stick, writes);
  return told instanceof ProblemError ? told.problem : told;
}

describe('an error met while carrying', () => {
  it.each([
    [failing('EROFS'), { code: 'stick-read-only', data: {} }],
    [failing('EACCES'), { code: 'stick-read-only', data: {} }],
    [failing('ENODEV'), { code: 'stick-gone', data: {} }],
    [failing('EIO'), { code: 'stick-failing', data: { code: 'EIO' } }],
    [new ProblemError({ code: 'disk-full', data: { freeBytes: 7 } }), { code: 'stick-full', data: { freeBytes: 7 } }],
  ])('%s, when the stick is written to, is the stick’s', async (error, problem) => {
    expect(await said(error, here, true)).toEqual(problem);
    expect(await said(error, pulledOut, true)).toEqual({ code: 'stick-gone', data: {} });
  });

  it('is the terminal’s own disk when the stick is only read, unless it is about a path on the stick or the stick is gone', async () => {
    expect(await said(failing('EIO'), here, false)).toEqual({ code: 'disk-failing', data: { code: 'EIO' } });
    expect(await said(failing('EIO'), pulledOut, false)).toEqual({ code: 'stick-gone', data: {} });
    const missing = await open('/media/red/no such file').catch((error: unknown) => diskError(error, join(here.path, 'x')));
    expect(await said(missing, here, false)).toEqual({ code: 'stick-failing', data: { code: 'ENOENT' } });
  });

  it('that is no matter of disks stays as it is', async () => {
    const fault = new Error('a fault');
    expect(await stickError(fault, here, true)).toBe(fault);
    expect(await stickError(gone, here, true)).toBe(gone);
  });
});
