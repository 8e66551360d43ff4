import { access, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile, syncFolder, systemCode } from './disk.ts';

/** While it is there, the data of a site are to be forgotten. */
const MARK = 'wipe-asked';

/** What is the machine's rather than the site's: language, loudness, the log of what keeps the program running. */
const kept: ReadonlySet<string> = new Set([MARK, 'settings.json', 'settings.json.bak']);

/** Asks for everything of this site to be forgotten when the program starts the next time, before it opens anything. */
export async function askForWipe(dataFolder: string): Promise<void> {
  await replaceFile(join(dataFolder, MARK), '');
}

/** Forgets what was asked to be forgotten; one that was broken off goes on. True when there was something to forget. */
export async function wipeIfAsked(dataFolder: string): Promise<boolean> {
  try {
    await access(join(dataFolder, MARK));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
  const names = await readdir(dataFolder);
  // The terminal's own key first: broken off after it, nothing can be sent or opened in this site's name any more.
  for (const name of names.toSorted((a, b) => Number(b.startsWith('identity')) - Number(a.startsWith('identity')))) {
    if (!kept.has(name)) await rm(join(dataFolder, name), { recursive: true, force: true });
  }
  await syncFolder(dataFolder);
  await rm(join(dataFolder, MARK), { force: true });
  await syncFolder(dataFolder);
  return true;
}
