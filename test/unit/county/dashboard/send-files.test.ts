import { describe, expect, test } from 'vitest';
import { RefusalError } from '../../../../county/dashboard/api.ts';
import type { Refusal } from '../../../../county/dashboard/api.ts';
import { changedFiles, fromWithin } from '../../../../county/dashboard/publish/chosen-files.ts';
import { sendFiles } from '../../../../county/dashboard/publish/send-files.ts';
import type { SendProgress } from '../../../../county/dashboard/publish/send-files.ts';
import type { Upload } from '../../../../county/publish/schemas.ts';

const MIB = 1024 * 1024;

/** A county that takes pieces into memory; `answer` may refuse, or take the piece and lose its answer. */
function county(files: readonly { name: string; bytes: number; doneBytes?: number }[], answer: (call: number) => Refusal | 'lost' | null = () => null) {
  const upload: Upload = {
    ...{ upload: 'b0c4e7e2-96a5-4a3e-9d53-0f5b7d0f7a01', by: 'Wang', createdAt: '2026-11-23T09:00:00.000+08:00', publication: { state: 'none' } },
    files: files.map((file) => ({ doneBytes: 0, ...file })),
  };
  const done = upload.files.map(({ doneBytes }) => doneBytes);
  const pieces: { at: number; offset: number; bytes: number }[] = [];
  let calls = 0;
  const put = async (at: number, offset: number, piece: Blob): Promise<number> => {
    const said = answer((calls += 1));
    if (said !== null && said !== 'lost') throw new RefusalError(said);
    if (offset !== done[at]) throw new RefusalError({ kind: 'out-of-step', doneBytes: done[at] ?? 0 });
    await piece.arrayBuffer();
    done[at] = offset + piece.size;
    pieces.push({ at, offset, bytes: piece.size });
    if (said === 'lost') throw new RefusalError({ kind: 'unreachable' });
    return done[at];
  };
  return { upload, put, pieces, done };
}

async function send(there: ReturnType<typeof county>, files: ReadonlyMap<string, Blob>, signal = new AbortController().signal) {
  const told: SendProgress[] = [];
  const waits: number[] = [];
  await sendFiles({ ...there, files, signal, onProgress: (now) => void told.push(now), nowMs: () => 0, wait: (ms) => Promise.resolve(void waits.push(ms)) });
  return { told, waits };
}

describe('sending files', () => {
  const film = new Blob([new Uint8Array(20 * MIB)]);

  test('goes in pieces that grow while the line is quick, up to eight megabytes', async () => {
    const there = county([{ name: 'a', bytes: 20 * MIB }, { name: 'b', bytes: 5 }, { name: 'elsewhere', bytes: 9 }]);
    const { told } = await send(there, new Map([['a', film], ['b', new Blob(['12345'])]]));
    expect(there.pieces.map(({ bytes }) => bytes / MIB)).toEqual([1, 2, 4, 8, 5, 5 / MIB]);
    expect(there.done).toEqual([20 * MIB, 5, 0]);
    expect(told.at(-1)).toEqual({ file: 'b', doneBytes: 20 * MIB + 5, totalBytes: 20 * MIB + 14, waitSeconds: null });
  });

  test('waits for a line that dropped, longer each time, and goes on with smaller pieces from where the county is', async () => {
    const there = county([{ name: 'a', bytes: 4 * MIB, doneBytes: MIB }], (call) => (call <= 3 ? { kind: 'unreachable' } : null));
    const { told, waits } = await send(there, new Map([['a', film.slice(0, 4 * MIB)]]));
    expect(waits).toEqual([1000, 2000, 4000]);
    expect(there.pieces[0]).toEqual({ at: 0, offset: MIB, bytes: 256 * 1024 });
    expect(told.filter(({ waitSeconds }) => waitSeconds !== null).map(({ waitSeconds }) => waitSeconds)).toEqual([1, 2, 4]);
    expect(there.done).toEqual([4 * MIB]);
  });

  test('sends nothing twice when an answer was lost', async () => {
    const there = county([{ name: 'a', bytes: 3 * MIB }], (call) => (call === 1 ? 'lost' : null));
    await send(there, new Map([['a', film.slice(0, 3 * MIB)]]));
    expect(there.pieces.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(3 * MIB);
  });

  test('ends with what the county refuses, and at the signal', async () => {
    const full = county([{ name: 'a', bytes: 5 }], () => ({ kind: 'disk-full', needsBytes: 5, freeBytes: 1 }));
    await expect(send(full, new Map([['a', new Blob(['12345'])]]))).rejects.toMatchObject({ refusal: { kind: 'disk-full' } });
    const stop = new AbortController();
    stop.abort(new Error('stopped'));
    await expect(send(county([{ name: 'a', bytes: 5 }]), new Map([['a', new Blob(['12345'])]]), stop.signal)).rejects.toThrow('stopped');
  });
});

describe('chosen files', () => {
  const file = (bytes: number, lastModified = 0): File => new File([new Uint8Array(bytes)], 'x', { lastModified });
  const names = (...chosen: string[]) => fromWithin(chosen.map((name) => ({ name, file: file(1) }))).map(({ name }) => name);

  test('of one folder are named from within it, and leftovers of systems are passed over', () => {
    expect(names('issue/films/a.mp4', 'issue/issue.csv', 'issue/.DS_Store', 'issue/Thumbs.db', 'issue/__MACOSX/x')).toEqual(['films/a.mp4', 'issue.csv']);
    expect(names('films/a.mp4', 'issue.csv')).toEqual(['films/a.mp4', 'issue.csv']);
    expect(names('a/x', 'ab/y')).toEqual(['a/x', 'ab/y']);
  });

  test('that were chosen again are sent again only when they are small, new or changed', () => {
    const { upload } = county([{ name: 'same', bytes: 2 * MIB }, { name: 'grown', bytes: 2 * MIB }, { name: 'touched', bytes: 2 * MIB }, { name: 'small', bytes: 5 }]);
    const chosen = [
      { name: 'same', file: file(2 * MIB) },
      { name: 'grown', file: file(3 * MIB) },
      { name: 'touched', file: file(2 * MIB, Date.parse('2026-11-24T00:00:00Z')) },
      { name: 'small', file: file(5) },
      { name: 'new', file: file(2 * MIB) },
    ];
    expect(changedFiles(upload, chosen).map(({ name }) => name)).toEqual(['grown', 'touched', 'small', 'new']);
  });
});
