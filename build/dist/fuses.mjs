// @ts-check
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';

/**
 * Every fuse of Electron, decided. A fuse that a later Electron brings does not compile until it is named here, and stops the
 * packaging as long as the type does not know it.
 *
 * @param {object} what
 * @param {boolean} what.development built to be tried out here, on whatever runtime there is
 * @returns {Record<FuseV1Options, boolean>}
 */
export function fuses({ development }) {
  return {
    // The program is no Node for whoever can set a variable.
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    // Playwright drives what is tried out here; nobody drives what is shipped.
    [FuseV1Options.EnableNodeCliInspectArguments]: development,
    [FuseV1Options.EnableCookieEncryption]: true,
    // Windows and macOS refuse an archive that was changed; Linux does not know this check and is held by the file's owner.
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Nothing is loaded from file: at all.
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  };
}

/** Sets every fuse of a packed program. */
export async function setFuses(/** @type {string} */ executable, /** @type {{ development: boolean }} */ what) {
  await flipFuses(executable, { version: FuseVersion.V1, strictlyRequireAllFuses: true, ...fuses(what) });
}
