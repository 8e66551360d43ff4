import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { languages } from '../../contract/text.ts';
import type { Language } from '../../contract/text.ts';
import { startCounty } from '../e2e/support/county-process.ts';
import { axeFindings } from '../e2e/support/screens/axe.ts';
import { looksWrong } from '../e2e/support/screens/look.ts';
import { drawn, headingOf, picture, showAt, showIn, SIZES } from '../e2e/support/screens/show.ts';
import type { PictureOptions } from '../e2e/support/screens/show.ts';
import { walkScreens } from '../e2e/support/screens/walk.ts';
import type { ScreenWalk } from '../e2e/support/screens/walk/screen-walk.ts';
import { launchTerminal } from '../e2e/support/terminal-process.ts';
import { Village } from '../e2e/support/village.ts';
import { pictureOfCounty } from './county-figures.ts';

/** What is kept with the project is smaller: letters can be read, and all pictures together stay below 4 MB. */
const KEPT: PictureOptions = { quality: 28, scale: 0.75 };
const WHOLE: PictureOptions = { quality: 70, scale: 1 };

/** A screen that was visited: what it is called in each language, and what is wrong with it. */
export interface Visited {
  readonly name: string;
  readonly headings: Readonly<Record<Language, string>>;
  readonly findings: readonly string[];
}

export interface PictureFiles {
  /** Where the picture of a screen goes, in one of the sizes. */
  readonly fileOf: (language: Language, width: number, name: string) => string;
  readonly onVisited: (visited: Visited) => void;
  /** A part of the walk came to no end; the others follow all the same. */
  readonly onBroken: (part: string, error: unknown) => void;
}

/** Walks through the terminal; looks at every screen in both languages and all sizes, and saves a picture of each. */
export async function takePictures({ fileOf, onVisited, onBroken }: PictureFiles): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'terminal-screens-'));
  const [smallest] = SIZES;
  const save = async (file: string, bytes: Buffer): Promise<void> => {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes);
  };
  const county = await startCounty({ data: join(folder, 'county') });
  const sticks = join(folder, 'sticks');
  await mkdir(sticks);
  try {
    const terminal = await launchTerminal({ folder, sticks, camera: true });
    try {
      const { page } = terminal;
      await showAt(page, smallest);
      const walk: ScreenWalk = {
        village: new Village(page),
        terminal,
        county,
        sticks,
        data: join(folder, 'terminal'),
        unhurried: true,
        visit: async (name, again) => {
          const headings = { 'zh-CN': '', en: '' };
          const findings: string[] = [];
          for (const language of languages) {
            await showIn(page, language);
            for (const size of SIZES) {
              await showAt(page, size);
              await again?.();
              await drawn(page);
              await save(fileOf(language, size.width, name), await picture(page, size === smallest ? KEPT : WHOLE));
              await again?.();
              findings.push(...[...(await looksWrong(page)), ...(await axeFindings(page))].map((line) => `${name} ${language} ${size.width}: ${line}`));
            }
            headings[language] = await headingOf(page);
          }
          await showIn(page, 'zh-CN');
          await showAt(page, smallest);
          await again?.();
          onVisited({ name, headings, findings });
        },
      };
      await walkScreens(walk, onBroken);
    } finally {
      await terminal.close();
    }
    const headings = { 'zh-CN': '', en: '' };
    await pictureOfCounty(county, KEPT, async (language, heading, bytes) => {
      headings[language] = heading;
      await save(fileOf(language, smallest.width, 'county-figures'), bytes);
    });
    onVisited({ name: 'county-figures', headings, findings: [] });
  } finally {
    await county.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
