import { daySchema } from '../../../contract/values.ts';
import { InputError } from '../../input.ts';
import { exportStatements } from '../../xapi/export.ts';
import { writeStatements } from '../../xapi/write-statements.ts';
import type { DataWord, WordOptions } from '../word.ts';

export const xapi: DataWord = {
  kind: 'data',
  name: 'xapi',
  takes: [],
  summary: 'Write what happened as xAPI statements, for a learning record store',
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    out: { type: 'string' },
    home: { type: 'string' },
    names: { type: 'boolean' },
    queries: { type: 'boolean' },
  },
  optionsHelp: [
    ['--out FILE', 'file to write: one statement a line, or, when its name ends in .json, one array'],
    ['--from DAY', 'first day, 2026-11-01 (default: without beginning)'],
    ['--to DAY', 'last day (default: without end)'],
    ['--home URL', 'address that identifiers begin with (default: --public-url); keep it the same at every export'],
    ['--names', 'members’ names too; else only their numbers'],
    ['--queries', 'what was searched for too'],
  ],
  pathOptions: ['out'],
  details: [
    'Viewings are written when they have ended and all their lines are here. A statement has the same identifier at every',
    'export, so that a store which has it already leaves it alone. docs/xapi.md tells what the statements say.',
  ],
  run: async (deps, _given, say, options) => {
    const { out, home, period } = readOptions(options, deps.config.publicUrl);
    const statements = exportStatements(deps.database.tables, period, { home, names: options.names !== undefined, queries: options.queries !== undefined });
    const count = await writeStatements(out, statements);
    say(`${count} statements are in ${out}.`);
  },
};

/** @throws InputError that names every fault */
function readOptions(options: WordOptions, publicUrl: string | null) {
  const home = (options.home ?? publicUrl ?? '').replace(/\/+$/, '');
  const isDay = (day: string | undefined): day is string => daySchema.safeParse(day).success;
  const faults = [
    ...(options.out === undefined || options.out === '' ? ['Name the file to write: --out FILE.'] : []),
    ...(['from', 'to'] as const).filter((name) => options[name] !== undefined && !isDay(options[name])).map((name) => `--${name} must be a day, like 2026-11-01.`),
    ...(isDay(options.from) && isDay(options.to) && options.from > options.to ? ['The period ends before it begins.'] : []),
    ...(/^https?:\/\/[^/]/.test(home) && URL.canParse(home) ? [] : ['Name the county’s address: --home https://…, or --public-url.']),
  ];
  if (faults.length > 0) throw new InputError(faults);
  return { out: options.out ?? '', home, period: { from: options.from ?? null, to: options.to ?? null } };
}
