import { z } from 'zod';
import texts from './texts/en.json';

/** Everything that can be wrong with an issue that is to be published, or that staff should know of it. */
export const faultCodes = [
  'no-table',
  'several-tables',
  'table-unreadable',
  'table-wrong',
  'no-heading',
  'no-programs',
  'too-many-programs',
  'column-unknown',
  'value-missing',
  'value-wrong',
  'value-too-long',
  'id-wrong',
  'id-twice',
  'name-climbs',
  'missing',
  'no-file',
  'empty',
  'leads-out',
  'too-large',
  'unreadable',
  'changed-meanwhile',
  'no-film',
  'no-picture',
  'no-subtitles',
  'no-handout',
  'subtitles-encoding',
  'film-cut-off',
  'film-broken',
  'film-no-pictures',
  'film-pictures',
  'film-sound',
  'film-fragmented',
  'film-no-length',
  'index-last',
  'heavy',
  'no-poster',
  'poster-not-taken',
  'not-named',
  'still-withdrawn',
] as const;
export const faultCodeSchema = z.enum(faultCodes);
export type FaultCode = z.infer<typeof faultCodeSchema>;

/** One fault, and where it is. `texts/` has its words in each language. */
export const publishFaultSchema = z.strictObject({
  code: faultCodeSchema,
  /** The file as the table names it. */
  file: z.string().nullable(),
  /** Line of a spreadsheet's table, from 1. */
  line: z.int().positive().nullable(),
  /** What the words need to know. */
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The command that mends it. */
  mend: z.string().nullable(),
});
export type PublishFault = z.infer<typeof publishFaultSchema>;

export function fault(code: FaultCode, rest: Partial<Omit<PublishFault, 'code'>> = {}): PublishFault {
  return { code, file: null, line: null, values: {}, mend: null, ...rest };
}

/** The fault as one line for the command line; its mending line, if any, stands below it. */
export function faultLine({ code, file, line, values, mend }: PublishFault): string {
  const place = [file, line === null ? null : `line ${line}`].filter((one) => one !== null).join(', ');
  const text = texts[code].replace(/{{(\w+)}}/g, (_, name: string) => String(values[name] ?? ''));
  return `${place === '' ? '' : `${place}: `}${text}${mend === null ? '' : `. ${texts.mend}\n  ${mend}`}`;
}
