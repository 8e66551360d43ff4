import { daySchema } from '../../../contract/values.ts';
import { InputError } from '../../input.ts';
import { writeStick } from '../../sticks/write-stick.ts';
import type { DataWord } from '../word.ts';
import { progressLines } from './progress.ts';
import { inMegabytes } from './sizes.ts';

const DAY_MS = 24 * 3600 * 1000;

export const stick: DataWord = {
  kind: 'data',
  name: 'stick',
  takes: [{ name: 'FOLDER', isPath: true }],
  summary: 'Write issues and the wealth information to a stick for terminals without a line',
  options: { issues: { type: 'string', multiple: true }, all: { type: 'boolean' }, since: { type: 'string' }, verify: { type: 'boolean' } },
  optionsHelp: [
    ['--issues A,B', 'these issues'],
    ['--all', 'every issue that is published (this is so when nothing is named)'],
    ['--since N', 'only what was published in the last N days, or since a day like 2026-11-01'],
    ['--verify', 'read what is on the stick already through, instead of trusting its size'],
  ],
  details: [
    'FOLDER is the stick’s root. The stick may be interrupted and done again: what is there is left alone. An issue that does',
    'not fit is named. A stick in FAT32 takes no file of 4 GB or more; format it as exFAT for such films.',
  ],
  run: async (deps, [folder = ''], say, options) => {
    if (options.all !== undefined && options.issues !== undefined) throw new InputError(['Give --all or --issues, not both.']);
    const issues = options.issues === undefined ? null : options.issues.split(',').map((issue) => issue.trim()).filter((issue) => issue !== '');
    const since = options.since === undefined ? null : momentOf(options.since, deps.now());
    const written = await writeStick(deps, folder, { issues, since, verify: options.verify !== undefined }, progressLines(say));
    say(`On the stick: ${written.issues.join(', ') || 'no issue'} (${written.files} files, ${inMegabytes(written.bytes)}; ${written.kept} were there already).`);
    if (written.information !== null) say(`The wealth information is on it too, version ${written.information}.`);
    if (written.left.length > 0) throw new InputError(written.left.map(({ issue, reason }) => `Issue ${issue} is not whole on the stick: ${reason}.`));
  },
};

/** The beginning of a day, or so many days ago. */
function momentOf(since: string, now: Date): Date {
  if (/^\d{1,5}$/.test(since)) return new Date(now.getTime() - Number(since) * DAY_MS);
  if (daySchema.safeParse(since).success) return new Date(`${since}T00:00:00`);
  throw new InputError(['--since must be a number of days, or a day like 2026-11-01.']);
}
