import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openSignedDocument } from '../../../../electron/site/signed-document.ts';
import { readSigned } from '../../../../electron/site/signed.ts';
import { countyKey } from '../../../support/terminal/signing.ts';
import { emptyFolder, expectProblem, problemList, testClock } from '../../../support/terminal/surroundings.ts';

const key = countyKey();
const schema = z.strictObject({ version: z.int(), word: z.string() });
const signed = (version: number, word: string) => readSigned(key.sign({ version, word }), key.publicKey, schema, 'word');

async function open(folder: string, publicKey: Parameters<typeof openSignedDocument>[0]['countyKey'] = key.publicKey) {
  const problems = problemList();
  const document = await openSignedDocument({
    file: join(folder, 'word.jws'), schema, what: 'word', countyKey: publicKey, clock: testClock(), onProblem: problems.add,
  });
  return { document, problems: problems.list.map((problem) => problem.code) };
}

describe('a document of the county', () => {
  it('is kept as it was signed, and checked again when it is opened', async () => {
    const folder = await emptyFolder();
    const { document } = await open(folder);
    const first = await signed(1, 'one');
    expect(await document.accept(first)).toBe(true);
    expect(await readFile(join(folder, 'word.jws'), 'utf8')).toBe(first.text);
    expect((await open(folder)).document.current()).toEqual(first);
  });

  it('is replaced by a newer version only', async () => {
    const { document } = await open(await emptyFolder());
    const told: number[] = [];
    document.onChanged((payload) => told.push(payload.version));
    await document.accept(await signed(2, 'two'));
    expect(await document.accept(await signed(2, 'another two'))).toBe(false);
    await expectProblem('version-older', async () => document.accept(await signed(1, 'one')));
    await document.accept(await signed(5, 'five'));
    expect(document.current()?.payload.word).toBe('five');
    expect(told).toEqual([2, 5]);
  });

  it('ends with the newest when two come at once', async () => {
    const { document } = await open(await emptyFolder());
    const [three, two] = [await signed(3, 'three'), await signed(2, 'two')];
    await Promise.allSettled([document.accept(three), document.accept(two)]);
    expect(document.current()?.payload.version).toBe(3);
  });

  it('comes from its copy when the file was damaged or altered', async () => {
    for (const damage of [(text: string) => text.slice(0, -20), (text: string) => text.replace('.', '.A')]) {
      const folder = await emptyFolder();
      await (await open(folder)).document.accept(await signed(1, 'one'));
      const file = join(folder, 'word.jws');
      await writeFile(file, damage(await readFile(file, 'utf8')));
      const { document, problems } = await open(folder);
      expect(document.current()?.payload.word).toBe('one');
      expect(problems).toEqual(['settings-damaged']);
    }
  });

  it('is not read, and stays, while the terminal belongs to no county', async () => {
    const folder = await emptyFolder();
    await (await open(folder)).document.accept(await signed(1, 'one'));
    const { document, problems } = await open(folder, null);
    expect(document.current()).toBeNull();
    expect(problems).toEqual([]);
    expect(await readdir(folder)).toEqual(['word.jws', 'word.jws.bak']);
  });

  it('of another county counts as damaged', async () => {
    const folder = await emptyFolder();
    await (await open(folder)).document.accept(await signed(9, 'nine'));
    const { document, problems } = await open(folder, countyKey().publicKey);
    expect(document.current()).toBeNull();
    expect(problems).toEqual(['settings-damaged']);
  });
});
