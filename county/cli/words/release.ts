import { programPlatformSchema } from '../../../contract/site/release.ts';
import { InputError } from '../../input.ts';
import { releaseFolder, withdrawRelease } from '../../release/release.ts';
import { writeReleaseToStick } from '../../release/write-stick.ts';
import type { DataWord } from '../word.ts';
import { inMegabytes } from './sizes.ts';

export const release: DataWord = {
  kind: 'data',
  name: 'release',
  takes: [{ name: 'FOLDER', isPath: true }],
  summary: 'Hand out a version of the terminal’s program',
  options: { share: { type: 'string' }, development: { type: 'boolean' } },
  optionsHelp: [
    ['--share N', 'to N of a hundred sites for now (100 when left out); say it again with more when all is well'],
    ['--development', 'take a folder that was packed for development only, to try releases out'],
  ],
  details: [
    'FOLDER is a packed terminal as “npm run dist” makes it. Terminals fetch what has changed of it, and go over to it at night,',
    'when nobody is there. One on which it does not come up well goes back by itself; which version runs where is told by its',
    'heartbeat. The same folder again changes only the share.',
  ],
  run: async (deps, [folder = ''], say, options) => {
    const share = options.share === undefined ? 100 : Number(options.share);
    if (!Number.isInteger(share) || share < 0 || share > 100) throw new InputError(['--share must be a whole number from 0 to 100.']);
    const made = await releaseFolder(deps, folder, { share, allowDevelopment: options.development !== undefined });
    say(`Version ${made.version} for ${made.platform}: ${made.files} files, ${inMegabytes(made.bytes)}, for ${made.share} of a hundred sites.`);
  },
};

export const withdrawReleaseWord: DataWord = {
  kind: 'data',
  name: 'withdraw-release',
  takes: [{ name: 'VERSION' }],
  summary: 'Take a version of the terminal’s program back',
  details: ['Terminals that run it already stay with it until there is a newer one.'],
  run: async (deps, [version = ''], say) => {
    await withdrawRelease(deps, version);
    say(`Version ${version} is not handed out any more.`);
  },
};

export const releaseStick: DataWord = {
  kind: 'data',
  name: 'release-stick',
  takes: [{ name: 'FOLDER', isPath: true }, { name: 'PLATFORM', optional: true }],
  summary: 'Write the newest version of the terminal’s program to a stick',
  details: ['FOLDER is the stick’s root; PLATFORM is linux-x64 when left out. At the terminal: Site management, Upkeep, Program version.'],
  run: async (deps, [folder = '', platform = 'linux-x64'], say) => {
    if (!programPlatformSchema.safeParse(platform).success) throw new InputError([`${platform} is no platform; say e.g. linux-x64.`]);
    say(`On the stick: version ${await writeReleaseToStick(deps, folder, platform)}.`);
  },
};
