import { readdir, readlink, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createOpenFiles } from '../../../../electron/programs/open-files.ts';
import { emptyFolder, onFault } from '../../../support/terminal/surroundings.ts';

async function folderWith(count: number): Promise<readonly string[]> {
  const folder = await emptyFolder();
  const paths = Array.from({ length: count }, (_, index) => join(folder, String(index)));
  for (const path of paths) await writeFile(path, path);
  return paths;
}

/** How many of these this process has open. */
async function openOf(paths: readonly string[]): Promise<number> {
  const links = await readdir('/proc/self/fd');
  const open = await Promise.all(links.map((link) => readlink(`/proc/self/fd/${link}`).catch(() => ''))); // Closed meanwhile.
  return open.filter((path) => paths.includes(path.replace(/ \(deleted\)$/, ''))).length;
}

describe.runIf(process.platform === 'linux')('files that are read again and again', () => {
  it('are opened once for all who read them, and rest for a while before they are closed', async () => {
    const paths = await folderWith(1);
    const [path = ''] = paths;
    const files = createOpenFiles(onFault, 60);
    const [one, two] = await Promise.all([files.borrow(path), files.borrow(path)]);
    expect(one.handle).toBe(two.handle);
    expect(one.bytes).toBe(path.length);
    one.giveBack();
    one.giveBack(); // Once counts.
    two.giveBack();
    const again = await files.borrow(path);
    expect(again.handle).toBe(one.handle);
    again.giveBack();
    await expect.poll(() => openOf(paths)).toBe(0);
  });

  it('do not stay open in large numbers', async () => {
    const paths = await folderWith(40);
    const files = createOpenFiles(onFault);
    for (const path of paths) (await files.borrow(path)).giveBack();
    await expect.poll(() => openOf(paths)).toBeLessThanOrEqual(8);
    await files.close();
    expect(await openOf(paths)).toBe(0);
  });

  it('are opened anew after they were forgotten, while who has them reads on', async () => {
    const [path = ''] = await folderWith(1);
    const files = createOpenFiles(onFault);
    const before = await files.borrow(path);
    await files.forget(path);
    await rm(path);
    await expect(files.borrow(path)).rejects.toThrow('ENOENT');
    await writeFile(path, 'new');
    const after = await files.borrow(path);
    expect((await after.handle.readFile()).toString()).toBe('new');
    expect((await before.handle.readFile()).toString()).toBe(path);
    before.giveBack();
    after.giveBack();
    await files.close();
    await expect.poll(() => openOf([path])).toBe(0);
  });
});
