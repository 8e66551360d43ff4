import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPackage } from '@electron/asar';
import { FuseV1Options } from '@electron/fuses';
import { expect, onTestFinished, test } from 'vitest';
import { check } from '../../../build/dist/check.mjs';
import { configuration } from '../../../build/dist/configuration.mjs';
import { fuses } from '../../../build/dist/fuses.mjs';
import { wrongFiles } from '../../../build/dist/verify.mjs';
import { checkPackaged } from '../../../electron/shell/built.ts';

const runtime = { name: 'official', version: '45.4.1', folder: '/nowhere', executable: '/nowhere/electron' } as const;

test('what electron-builder is told is valid for every target, and what it does not know is refused', async () => {
  const config = await configuration({ runtime, folder: '/nowhere/dist', development: false });
  await check(config);
  expect(config.linux?.target).toEqual([
    { target: 'AppImage', arch: ['x64', 'arm64'] },
    { target: 'deb', arch: ['x64', 'arm64'] },
  ]);
  await expect(check({ ...config, nsis: { ...config.nsis, oneClik: true } as object })).rejects.toThrow(/configuration.nsis should be one of these/);
});

test('every fuse is decided; what is shipped cannot be driven, and is no Node', () => {
  const shipped = fuses({ development: false });
  const all = Object.values(FuseV1Options).filter((value): value is FuseV1Options => typeof value === 'number');
  expect(all.filter((fuse) => typeof shipped[fuse] !== 'boolean')).toEqual([]);
  expect([shipped[FuseV1Options.RunAsNode], shipped[FuseV1Options.EnableNodeCliInspectArguments], shipped[FuseV1Options.EnableNodeOptionsEnvironmentVariable]]).toEqual([false, false, false]);
  expect(fuses({ development: true })[FuseV1Options.EnableNodeCliInspectArguments]).toBe(true);
});

test('a release refuses the carried runtime and any Electron but its own; what was packed for development is not for sites', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'built-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const packed = (built: object) => writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'x', built }));
  const run = (electron: string, name: 'official' | 'carried') => () => checkPackaged(folder, { electron, runtime: name });
  await packed({ electron: '45.4.1', development: false });
  run('45.4.1', 'official')();
  expect(run('45.4.1', 'carried')).toThrow(/official Electron only/);
  expect(run('33.2.1', 'official')).toThrow(/packaged for Electron 45\.4\.1/);
  await packed({ electron: '33.2.1', development: true });
  run('33.2.1', 'carried')();
  expect(run('33.2.1', 'official')).toThrow(/development only/);
  await writeFile(join(folder, 'package.json'), '{"name":"x"}');
  expect(run('33.2.1', 'carried')).toThrow(/not packaged by its own packaging/);
});

test('an archive is taken when it holds what is ours with the digests of its bytes; what is foreign or was changed is named', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'archive-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(join(folder, 'source', path, '..'), { recursive: true });
    await writeFile(join(folder, 'source', path), text);
  };
  await write('package.json', '{}');
  await write('out/main/main.cjs', 'the main program');
  const archive = join(folder, 'app.asar');
  await createPackage(join(folder, 'source'), archive);
  expect(wrongFiles(archive)).toEqual([]);

  await writeFile(join(folder, 'changed.asar'), (await readFile(archive, 'latin1')).replace('the main program', 'THE main program'), 'latin1');
  expect(wrongFiles(join(folder, 'changed.asar'))).toEqual(['out/main/main.cjs has another digest than the archive says']);

  await write('node_modules/x/index.js', 'x');
  await write('out/main/main.cjs.map', '{}');
  await createPackage(join(folder, 'source'), join(folder, 'more.asar'));
  expect(wrongFiles(join(folder, 'more.asar')).toSorted()).toEqual(['node_modules/x/index.js does not belong into the archive', 'out/main/main.cjs.map does not belong into the archive']);
});
