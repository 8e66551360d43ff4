// @ts-check
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * What a packed program takes on the disk, by part, the largest first.
 *
 * @param {string} folder
 * @returns {Promise<{ part: string, bytes: number }[]>}
 */
export async function installedSize(folder) {
  /** @type {Map<string, number>} */
  const parts = new Map();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const part = partOf(path.slice(folder.length + 1));
    parts.set(part, (parts.get(part) ?? 0) + (await stat(path)).size);
  }
  return [...parts].map(([part, bytes]) => ({ part, bytes })).sort((a, b) => b.bytes - a.bytes);
}

function partOf(/** @type {string} */ path) {
  if (path === 'resources/app.asar') return 'the terminal’s own programs and screens';
  if (path.startsWith('locales/') || path.endsWith('.pak')) return 'Chromium: texts and pictures';
  if (/libvk_swiftshader|libGLESv2|libEGL|libvulkan|vk_swiftshader/.test(path)) return 'Chromium: drawing';
  if (path.startsWith('libffmpeg')) return 'Chromium: films and sound';
  if (path.startsWith('LICENSE')) return 'licences';
  if (path.startsWith('kiosk/')) return 'set-up of the system';
  return 'Electron and Chromium';
}
