import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { measureFilm } from '../../../../county/publish/film.ts';
import { indexFirstLine, mendingLine, subtitlesLine } from '../../../../county/publish/mend.ts';
import { emptyFolder } from '../../../support/county/folder.ts';
import { film } from '../../../support/county/films.ts';

const codesOf = async (path: string) => (await measureFilm(path, 'film.mp4')).faults.map(({ code }) => code);

describe('measuring a film', () => {
  test('its length, size and codecs are found', async () => {
    expect(await measureFilm(film('plays'), 'film.mp4')).toEqual({
      facts: { lengthSeconds: 2, width: 128, height: 72, pictures: 'avc1.64000a', sound: 'mp4a.40.2' },
      faults: [],
      warnings: [],
    });
  });

  test('a film with its index behind the pictures is taken with a note and the command that mends it', async () => {
    const { faults, warnings } = await measureFilm(film('index-last'), 'film.mp4', 'C:\\films\\film.mp4');
    expect(faults).toEqual([]);
    expect(warnings).toMatchObject([{ code: 'index-last', file: 'film.mp4', mend: 'ffmpeg -i "C:\\films\\film.mp4" -c copy -movflags +faststart "C:\\films\\film.mended.mp4"' }]);
  });

  test('a film without sound can be played', async () => {
    expect(await measureFilm(film('silent'), 'film.mp4')).toMatchObject({ facts: { lengthSeconds: 2, sound: null }, faults: [] });
  });

  test.each(['vp9-opus', 'av1'] as const)('%s can be played, with a note that old PCs have much work with it', async (name) => {
    const { faults, warnings } = await measureFilm(film(name), 'film.mp4');
    expect([faults, warnings.map(({ code }) => code)]).toEqual([[], ['heavy']]);
  });

  test.each([
    ['hevc', 'film-pictures', /^hvc1/, /-c:v libx264 .* -c:a aac/],
    ['ten-bit', 'film-pictures', /^avc1\.6e/, /-c:v libx264 -profile:v high -pix_fmt yuv420p/],
    ['four-four-four', 'film-pictures', /^avc1\.f4/, /-c:v libx264/],
    ['ac3-sound', 'film-sound', /^ac-3$/, /-c:v copy -c:a aac/],
    ['mp3-sound', 'film-sound', /^mp4a\.6b$/, /-c:v copy -c:a aac/],
  ] as const)('%s is refused with what is wrong and the command that mends it', async (name, code, codec, mend) => {
    const { faults } = await measureFilm(film(name), 'film.mp4');
    expect(faults).toMatchObject([{ code, file: 'film.mp4', values: { codec: expect.stringMatching(codec) as string }, mend: expect.stringMatching(mend) as string }]);
  });

  test('a fragmented film, in which nobody can seek, is refused with a command that copies it', async () => {
    const { faults } = await measureFilm(film('fragmented'), 'film.mp4', 'film.mp4');
    expect(faults).toMatchObject([{ code: 'film-fragmented', mend: 'ffmpeg -i "film.mp4" -c:v copy -c:a copy -movflags +faststart "film.mended.mp4"' }]);
  });

  test('something that is no MP4 is refused', async () => {
    const path = join(await emptyFolder(), 'film.mp4');
    await writeFile(path, 'not a film');
    expect(await codesOf(path)).toEqual(['no-film']);
  });

  test('a film that was cut off while it was copied is refused, wherever it was cut', async () => {
    const folder = await emptyFolder();
    for (const name of ['plays', 'index-last'] as const) {
      const whole = await readFile(film(name));
      for (const share of [0.02, 0.1, 0.5, 0.95]) {
        const path = join(folder, `${name}-${share}.mp4`);
        await writeFile(path, whole.subarray(0, Math.floor(whole.length * share)));
        const codes = await codesOf(path);
        expect(codes, `${name} cut at ${share}`).toHaveLength(1);
        expect(['film-cut-off', 'film-broken'], `${name} cut at ${share}`).toContain(codes[0]);
      }
    }
  });

  test('a large film is measured without reading its pictures', async () => {
    const path = join(await emptyFolder(), 'large.mp4');
    await writeFile(path, withLargerPictures(await readFile(film('index-last')), 64 * 1024 * 1024));
    const before = process.memoryUsage().arrayBuffers;
    expect(await measureFilm(path, 'large.mp4')).toMatchObject({ facts: { lengthSeconds: 2 }, faults: [] });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024);
  });
});

describe('the mending command', () => {
  test('leaves alone what is fine', () => {
    expect(mendingLine('films/a.mp4', { pictures: false, sound: true })).toBe('ffmpeg -i "films/a.mp4" -c:v copy -c:a aac -b:a 96k -ac 2 -movflags +faststart "films/a.mended.mp4"');
    expect(mendingLine('films/a.mkv', { pictures: true, sound: false })).toContain('-c:v libx264');
    expect(indexFirstLine('films/a.mp4')).toBe('ffmpeg -i "films/a.mp4" -c copy -movflags +faststart "films/a.mended.mp4"');
    expect(subtitlesLine('a.srt')).toBe('ffmpeg -i "a.srt" "a.mended.vtt"');
  });

  test('does nothing but what it says, whatever a file is called', () => {
    expect(indexFirstLine('a$(reboot)`x`.mp4')).toBe("ffmpeg -i 'a$(reboot)`x`.mp4' -c copy -movflags +faststart 'a$(reboot)`x`.mended.mp4'");
    expect(indexFirstLine(`it's "a".mp4`)).toBe(`ffmpeg -i 'it'\\''s "a".mp4' -c copy -movflags +faststart 'it'\\''s "a".mended.mp4'`);
  });
});

/** The same film with empty bytes within its media data; its index, which lies behind them, then points too early, which measuring does not mind. */
function withLargerPictures(whole: Buffer, bytes: number): Buffer {
  const mdat = whole.indexOf('mdat') - 4;
  const size = whole.readUInt32BE(mdat);
  const head = Buffer.from(whole.subarray(0, mdat + size));
  head.writeUInt32BE(size + bytes, mdat);
  return Buffer.concat([head, Buffer.alloc(bytes), whole.subarray(mdat + size)]);
}
