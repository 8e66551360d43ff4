import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shownName } from '../../../../electron/sticks/drive.ts';
import { drivesInFolder } from '../../../../electron/sticks/folder-drives.ts';
import { createPluggedSticks } from '../../../../electron/sticks/plugged.ts';
import { emptyFolder, expectProblem } from '../../../support/terminal/surroundings.ts';

describe('sticks', () => {
  it('of a folder are its subfolders: neither files nor what links lead to', async () => {
    const [folder, elsewhere] = [await emptyFolder(), await emptyFolder()];
    await mkdir(join(folder, 'red'));
    await writeFile(join(folder, 'file'), '');
    await symlink(elsewhere, join(folder, 'link'));
    expect(await drivesInFolder(folder)).toMatchObject([{ name: 'red', path: join(folder, 'red'), readOnly: false }]);
    expect(await drivesInFolder(join(folder, 'not there'))).toEqual([]);
  });

  it('keep their id while they are plugged in, and tell no path', async () => {
    const folder = await emptyFolder();
    await mkdir(join(folder, 'red'));
    const plugged = createPluggedSticks(() => drivesInFolder(folder));
    const [first] = await plugged.list();
    await mkdir(join(folder, 'blue'));
    const after = await plugged.list();
    expect(after.find(({ name }) => name === 'red')?.id).toBe(first?.id);
    expect(JSON.stringify(after)).not.toContain(folder);
    expect((await plugged.open(first?.id ?? '')).path).toBe(join(folder, 'red'));
  });

  it('cannot be asked for by a path, nor by an id that was never given', async () => {
    const folder = await emptyFolder();
    const plugged = createPluggedSticks(() => drivesInFolder(folder));
    await plugged.list();
    await expectProblem('stick-gone', () => plugged.open(folder));
    await expectProblem('stick-gone', () => plugged.open('..'));
  });

  it('that were pulled out are gone, also when an empty folder stays in their place or another stick is there', async () => {
    const [folder, pocket] = [await emptyFolder(), await emptyFolder()];
    await mkdir(join(folder, 'red'));
    const plugged = createPluggedSticks(() => drivesInFolder(folder));
    const [listed] = await plugged.list();
    const stick = await plugged.open(listed?.id ?? '');
    await rename(join(folder, 'red'), join(pocket, 'red'));
    await expectProblem('stick-gone', stick.require);
    await mkdir(join(folder, 'red'));
    await expectProblem('stick-gone', stick.require);
    await expectProblem('stick-gone', () => plugged.open(listed?.id ?? ''));
    const [other] = await plugged.list();
    expect(other?.id).not.toBe(listed?.id);
  });

  it('have names of one short line, whatever is written on them', () => {
    expect(shownName('东门村\n\u202Eevil\u0007  U盘')).toBe('东门村 evil U盘');
    expect(Array.from(shownName('长'.repeat(500)))).toHaveLength(60);
  });
});
