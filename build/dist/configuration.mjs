// @ts-check
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { project } from '../run/paths.mjs';
import { setFuses } from './fuses.mjs';

/** Name of the program's file, on every system. */
export const EXECUTABLE = 'distance-education-terminal';

const icons = join(project, 'build', 'dist', 'icons');

/**
 * What electron-builder is told.
 *
 * @param {object} what
 * @param {import('../setup/electron.mjs').Runtime} what.runtime
 * @param {string} what.folder gets what is made
 * @param {boolean} what.development to be tried out here, never for a site
 * @returns {Promise<import('electron-builder').Configuration>}
 */
export async function configuration({ runtime, folder, development }) {
  const { version } = JSON.parse(await readFile(join(project, 'package.json'), 'utf8'));
  return {
    appId: 'county.distance-education.terminal',
    productName: 'Distance Education Terminal',
    executableName: EXECUTABLE,
    copyright: 'Distance education',
    directories: { app: project, output: folder, buildResources: icons },
    electronVersion: runtime.version,
    electronDist: runtime.folder,
    // Everything is in the built programs, so no package is carried along.
    files: ['package.json', 'out/main/**', 'out/workers/**', 'out/preload/**', 'out/renderer/**', '!**/*.map', '!**/node_modules/**'],
    extraMetadata: { main: 'out/main/main.cjs', built: { electron: runtime.version, development } },
    extraFiles: [
      { from: join(project, 'deploy', 'kiosk'), to: 'kiosk' },
      { from: join(project, 'electron', 'supervisor', 'supervise.sh'), to: 'kiosk/supervise.sh' },
    ],
    asar: true,
    disableAsarIntegrity: false,
    npmRebuild: false,
    nodeGypRebuild: false,
    compression: development ? 'store' : 'normal',
    // Screens speak Chinese and English; what Chromium says by itself is never seen.
    electronLanguages: ['zh-CN', 'en-US'],
    // A county hands out the packed folder; nothing is published by the packager.
    publish: null,
    afterPack: async (context) => {
      const { appOutDir, electronPlatformName } = context;
      // The carried runtime's own loader, which would be taken before the archive.
      await rm(join(appOutDir, 'resources', 'app'), { recursive: true, force: true });
      const suffix = electronPlatformName === 'win32' ? '.exe' : '';
      await setFuses(join(appOutDir, EXECUTABLE + suffix), { development });
    },
    linux: {
      target: [
        { target: 'AppImage', arch: ['x64', 'arm64'] },
        { target: 'deb', arch: ['x64', 'arm64'] },
      ],
      category: 'Education',
      synopsis: 'Terminal of a distance-education site',
      description: 'Kiosk for the distance-education sites of villages and townships. It works without a line.',
      maintainer: 'county <county@distance-education.invalid>',
      icon: icons,
      artifactName: `${EXECUTABLE}-\${version}-\${arch}.\${ext}`,
    },
    deb: {
      depends: ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'xserver-xorg', 'xinit', 'openbox', 'unclutter', 'fonts-noto-cjk'],
      recommends: ['network-manager', 'chrony'],
    },
    win: { target: [{ target: 'nsis', arch: ['x64'] }], icon: join(icons, 'icon.ico'), artifactName: `${EXECUTABLE}-\${version}-\${arch}.\${ext}` },
    nsis: {
      oneClick: true,
      perMachine: true,
      // Records are the site's; taking the program away must not take them along.
      deleteAppDataOnUninstall: false,
      differentialPackage: false,
      createDesktopShortcut: false,
      runAfterFinish: false,
    },
    buildVersion: version,
  };
}
