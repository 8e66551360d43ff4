import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { indexFirstLine, measureFilm, mendingLine } from '../../../../county/publish/film.ts';
import { emptyFolder } from '../../../support/county/folder.ts';
import { film } from '../../../support/county/films.ts';

describe('measuring a film', () => {
  test('its length in seconds is found, and that it plays while it is still arriving', async () => {
    expect(await measureFilm(film('plays'))).toEqual({ ok: true, lengthSeconds: 2, playsWhileArriving: true });
  });

  test('a film with its index behind the pictures is told apart', async () => {
    expect(await measureFilm(film('index-last'))).toEqual({ ok: true, lengthSeconds: 2, playsWhileArriving: false });
  });

  test('a film without sound can be played', async () => {
    expect(await measureFilm(film('silent'))).toMatchObject({ ok: true, lengthSeconds: 2 });
  });

  test('a fragmented film tells its length in its fragments', async () => {
    expect(await measureFilm(film('fragmented'))).toMatchObject({ ok: true, lengthSeconds: 1 });
  });

  test.each([
    ['hevc', /^its pictures are hvc1/, 'all'],
    ['four-four-four', /^its pictures are avc1\.f4/, 'all'],
    ['mp3-sound', /^its sound is mp4a\.6b, not AAC$/, 'sound'],
  ] as const)('%s is refused with what must be done to it', async (name, reason, mend) => {
    const measured = await measureFilm(film(name));
    expect(measured).toMatchObject({ ok: false, mend });
    expect('reason' in measured && measured.reason).toMatch(reason);
  });

  test('something that is no MP4 is refused', async () => {
    const path = join(await emptyFolder(), 'film.mp4');
    await writeFile(path, 'not a film');
    expect(await measureFilm(path)).toEqual({ ok: false, reason: 'it is not an MP4 film', mend: 'all' });
  });

  test('a film that was cut off while it was copied is refused, wherever it was cut', async () => {
    const folder = await emptyFolder();
    for (const name of ['plays', 'index-last'] as const) {
      const whole = await readFile(film(name));
      for (const share of [0.02, 0.1, 0.5, 0.95]) {
        const path = join(folder, `${name}-${share}.mp4`);
        await writeFile(path, whole.subarray(0, Math.floor(whole.length * share)));
        expect(await measureFilm(path), `${name} cut at ${share}`).toMatchObject({ ok: false, mend: 'copy-again' });
      }
    }
  });

  test('a large film is measured without reading its pictures', async () => {
    const path = join(await emptyFolder(), 'large.mp4');
    await writeFile(path, withLargerPictures(await readFile(film('index-last')), 64 * 1024 * 1024));
    const before = process.memoryUsage().arrayBuffers;
    expect(await measureFilm(path)).toMatchObject({ ok: true, lengthSeconds: 2 });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024);
  });
});

test('the mending line leaves pictures alone that are fine', () => {
  expect(mendingLine('films/a.mp4', 'sound')).toBe('ffmpeg -i "films/a.mp4" -c:v copy -c:a aac -b:a 96k -ac 2 -movflags +faststart "films/a.mended.mp4"');
  expect(mendingLine('films/a.mkv', 'all')).toContain('-c:v libx264');
  expect(mendingLine('films/a.mp4', 'copy-again')).toBeNull();
  expect(indexFirstLine('films/a.mp4')).toBe('ffmpeg -i "films/a.mp4" -c copy -movflags +faststart "films/a.mended.mp4"');
});

/** The same film with empty bytes within its media data; its index, which lies behind them, then points too early, which measuring does not mind. */
function withLargerPictures(whole: Buffer, bytes: number): Buffer {
  const mdat = whole.indexOf('mdat') - 4;
  const size = whole.readUInt32BE(mdat);
  const head = Buffer.from(whole.subarray(0, mdat + size));
  head.writeUInt32BE(size + bytes, mdat);
  return Buffer.concat([head, Buffer.alloc(bytes), whole.subarray(mdat + size)]);
}
