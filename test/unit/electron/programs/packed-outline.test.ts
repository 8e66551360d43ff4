import { describe, expect, it } from 'vitest';
import { packOutline, unpackOutline } from '../../../../electron/programs/packed-outline.ts';
import { testIssue } from '../../../support/terminal/issue.ts';
import { countyKey } from '../../../support/terminal/signing.ts';

const { manifest } = testIssue(countyKey(), [5000, 9000, 700], { mirrors: ['https://mirror.example/issues'] });

describe('a packed outline', () => {
  it('says of the issue and its files what the manifest says', () => {
    const { issue, number, title, version, publishedAt, mirrors, files } = unpackOutline(packOutline(manifest));
    expect(manifest).toMatchObject({ issue, number, title, version, publishedAt, mirrors });
    expect(files).toEqual(manifest.files.map(({ sha256, bytes, mime, chunkBytes }) => ({ sha256, bytes, mime, chunkBytes })));
  });

  it('says of each program what the manifest says, with the places of its files', () => {
    const outline = unpackOutline(packOutline(manifest));
    const hashes = outline.files.map((file) => file.sha256);
    expect(outline.programs().map(([id, title, , , , , length, film, poster]) => ({ id, title, length, film: hashes[film], poster: hashes[poster ?? -1] }))).toEqual(
      manifest.programs.map(({ id, title, lengthSeconds, film, poster }) => ({ id, title, length: lengthSeconds, film, poster })),
    );
    expect(outline.hashes()).toBe(hashes.join(''));
    expect(hashes.map((_, place) => outline.mimeAt(place))).toEqual(manifest.files.map(({ mime }) => mime));
  });

  it('holds a size that no 32 bits hold', () => {
    const bytes = 20 * 1024 ** 3 - 1;
    const [file] = unpackOutline(packOutline({ ...manifest, files: manifest.files.map((one) => ({ ...one, bytes })) })).files;
    expect(file?.bytes).toBe(bytes);
  });

  it('finds a file by its hash, and nothing by what only looks like one across two of them', () => {
    const outline = unpackOutline(packOutline(manifest));
    for (const file of outline.files) expect(outline.fileWith(Buffer.from(file.sha256, 'hex'))).toBe(file);
    const all = Buffer.from(outline.hashes(), 'hex');
    expect(outline.fileWith(all.subarray(5, 37))).toBeNull();
    expect(outline.fileWith(Buffer.alloc(32))).toBeNull();
  });

  it('that is cut short is refused', () => {
    const packed = packOutline(manifest);
    expect(() => unpackOutline(packed.subarray(0, -1))).toThrow('its length is another');
  });
});
