import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { kindOfBytes, kindOfFile } from '../../../../county/publish/file-kinds.ts';
import { emptyFolder } from '../../../support/county/folder.ts';

test.each([
  ['WEBVTT\n', 'text/vtt'],
  ['\xef\xbb\xbfWEBVTT - potatoes', 'text/vtt'],
  ['WEBVTT', 'text/vtt'],
  ['WEBVTTX\n', null],
  ['1\n00:00:01', null],
  ['\xff\xd8\xff\xe0 jpeg', 'image/jpeg'],
  ['\x89PNG\r\n\x1a\n', 'image/png'],
  ['RIFF\0\0\0\0WEBPVP8 ', 'image/webp'],
  ['RIFF\0\0\0\0AVI LIST', null],
  ['%PDF-1.4', 'application/pdf'],
  ['<html>', null],
  ['', null],
])('the kind of %j is %s', (start, mime) => {
  expect(kindOfBytes(Buffer.from(start, 'latin1'))).toBe(mime);
});

test('a file serves only as what it is, whatever its name says', async () => {
  const path = join(await emptyFolder(), 'poster.jpg');
  await writeFile(path, '%PDF-1.4');
  expect(await kindOfFile(path, 'poster')).toEqual({ refused: 'no-picture' });
  expect(await kindOfFile(path, 'handout')).toEqual({ mime: 'application/pdf' });
});
