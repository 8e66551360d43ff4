import { z } from 'zod';
import { categorySchema, courseKindSchema } from '../../contract/programs/program.ts';
import { languageSchema, localizedTextSchema } from '../../contract/text.ts';
import { slugSchema } from '../../contract/values.ts';
import { messageOf, placeOf } from '../input.ts';
import { fault } from './fault.ts';
import type { PublishFault } from './fault.ts';

/** A file of the issue's folder: parted by `/`, relative, never upwards. */
export const filePathSchema = z
  .string()
  .min(1)
  .max(400)
  .refine((path) => !/^[a-z]:|^\/|\\|\p{Cc}/iu.test(path), { error: 'must be relative to the issue’s folder and parted by /' })
  .refine((path) => path.split('/').every((part) => part !== '' && part !== '.' && part !== '..'), {
    error: 'must not climb out of the issue’s folder',
  });

const programSchema = z.strictObject({
  /** Name within the issue, e.g. `potato-ridging`. */
  id: slugSchema,
  title: localizedTextSchema,
  summary: localizedTextSchema,
  category: categorySchema,
  topics: z.array(z.string().min(1).max(60)).max(20).default([]),
  courseKind: courseKindSchema,
  film: filePathSchema,
  poster: filePathSchema.nullable().default(null),
  subtitles: z.array(z.strictObject({ language: languageSchema, file: filePathSchema })).max(10).default([]),
  handouts: z.array(z.strictObject({ title: localizedTextSchema, file: filePathSchema })).max(20).default([]),
});

export const MAX_PROGRAMS = 500;

/** What staff say of an issue, in `issue.json` word for word. The issue is named by its number. */
export const issueFileSchema = z
  .strictObject({ number: slugSchema.max(40), title: localizedTextSchema, programs: z.array(programSchema).min(1).max(MAX_PROGRAMS) })
  .superRefine((issue, context) => {
    const seen = new Set<string>();
    for (const [index, program] of issue.programs.entries()) {
      if (seen.has(program.id)) {
        context.addIssue({ code: 'custom', path: ['programs', index, 'id'], message: `two programs are called ${program.id}` });
      }
      seen.add(program.id);
    }
  });
export type IssueFile = z.infer<typeof issueFileSchema>;
export type IssueProgram = IssueFile['programs'][number];

/** What a table says: the issue, or its faults; and every program that can be read, so that its files are looked at all the same. */
export interface IssueTable {
  readonly issue: IssueFile | null;
  readonly programs: readonly TableProgram[];
  readonly faults: readonly PublishFault[];
  readonly warnings: readonly PublishFault[];
}

/** The files of a program, as far as the table names them in a way that can be followed. */
export interface TableProgram {
  /** Line in a spreadsheet's table. */
  readonly line: number | null;
  readonly film: string | null;
  readonly poster: string | null;
  readonly subtitles: readonly string[];
  readonly handouts: readonly string[];
}

/** Reads `issue.json`. */
export function readIssueJson(name: string, text: string): IssueTable {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { issue: null, programs: [], warnings: [], faults: [fault('table-unreadable', { file: name, values: { detail: messageOf(error) } })] };
  }
  const parsed = issueFileSchema.safeParse(value);
  const faults = parsed.success
    ? []
    : parsed.error.issues.map((issue) => fault('table-wrong', { file: name, values: { place: placeOf(issue.path).replace(/: $/, ''), detail: issue.message } }));
  return { issue: parsed.success ? parsed.data : null, programs: filesIn(value), faults, warnings: [] };
}

const looseFile = filePathSchema.nullable().catch(null);
const looseFiles = z
  .array(z.looseObject({ file: filePathSchema }).transform(({ file }) => file).nullable().catch(null))
  .catch([])
  .transform((files) => files.filter((file) => file !== null));
const looseSchema = z.looseObject({
  programs: z
    .array(z.looseObject({ film: looseFile, poster: looseFile, subtitles: looseFiles, handouts: looseFiles }).nullable().catch(null))
    .catch([]),
});

/** The files that even a table with faults names, so that theirs are told at the same time. */
function filesIn(value: unknown): readonly TableProgram[] {
  const parsed = looseSchema.safeParse(value);
  if (!parsed.success) return [];
  return parsed.data.programs.flatMap((program) => {
    if (program === null) return [];
    const { film, poster, subtitles, handouts } = program;
    return [{ line: null, film, poster, subtitles, handouts }];
  });
}
