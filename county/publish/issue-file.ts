import { join } from 'node:path';
import { z } from 'zod';
import { categorySchema, courseKindSchema } from '../../contract/programs/program.ts';
import { languageSchema, localizedTextSchema } from '../../contract/text.ts';
import { slugSchema } from '../../contract/values.ts';
import { parseJsonInput, readInput } from '../input.ts';

const MAX_BYTES = 4 * 1024 * 1024;

/** A file of the issue's folder: parted by `/`, relative, never upwards. */
const filePathSchema = z
  .string()
  .min(1)
  .max(400)
  .refine((path) => !/^[a-z]:|^\/|\\|\0/i.test(path), { error: 'must be relative to the issue’s folder and parted by /' })
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

/** `issue.json`: what staff write to publish an issue. The issue is named by its number. */
export const issueFileSchema = z
  .strictObject({ number: slugSchema.max(40), title: localizedTextSchema, programs: z.array(programSchema).min(1).max(500) })
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

/** @throws InputError that names every fault of `issue.json` with its place */
export async function readIssueFile(folder: string): Promise<IssueFile> {
  return parseJsonInput('issue.json', await readInput(join(folder, 'issue.json'), { maxBytes: MAX_BYTES }), issueFileSchema);
}
