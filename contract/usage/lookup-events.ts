import { z } from 'zod';
import { informationKindSchema } from '../information/item.ts';
import { programCopySchema } from '../programs/program.ts';
import { localizedTextSchema } from '../text.ts';
import { uuidSchema } from '../values.ts';
import { memberCopySchema } from './copies.ts';

/** Names one counted search, so that what was opened from it can say so. */
export const searchIdSchema = uuidSchema.brand('SearchId');
export type SearchId = z.infer<typeof searchIdSchema>;

/** Longest question and longest answer, in characters. */
export const MAX_QUESTION = 300;
export const MAX_ANSWER = 2000;

/** A question as a person puts it, and who may be called back about it: both only if they want. */
export const questionSchema = z.strictObject({
  text: z.string().trim().min(1).max(MAX_QUESTION),
  /** What it is about; null for something else. */
  kind: informationKindSchema.nullable(),
  name: z.string().trim().min(1).max(60).nullable(),
  phone: z.string().trim().min(3).max(40).nullable(),
});
export type Question = z.infer<typeof questionSchema>;

const item = z.string().min(1).max(120);

/** What people looked up, read, and asked the county for. */
export const lookupEventData = {
  /** A search that a person finished typing (not each keystroke). `hits` may be 0. */
  'lookup.searched': z.strictObject({
    search: searchIdSchema,
    query: z.string().min(1).max(200),
    kind: informationKindSchema.nullable(),
    hits: z.int().nonnegative(),
    member: memberCopySchema.nullable(),
  }),
  /** An item was opened; `search` names the counted search that led to it, null when a category or a link did. */
  'lookup.opened': z.strictObject({
    item,
    kind: informationKindSchema,
    title: localizedTextSchema,
    search: searchIdSchema.nullable(),
    member: memberCopySchema.nullable(),
  }),
  /** Somebody stopped reading an item. `opening` is the `id` of its `lookup.opened`; who comes back to it adds another of these. */
  'lookup.closed': z.strictObject({ opening: uuidSchema, item, kind: informationKindSchema, seconds: z.number().nonnegative().max(86_400) }),
  /** From an item somebody went on to the program that shows how it is done; its self-viewing follows if they play it. */
  'lookup.led-to-program': z.strictObject({
    opening: uuidSchema,
    item,
    kind: informationKindSchema,
    title: localizedTextSchema,
    program: programCopySchema,
    member: memberCopySchema.nullable(),
  }),
  /** A question for the county; `search` names the search that had found nothing. */
  'question.asked': questionSchema.extend({ question: uuidSchema, search: searchIdSchema.nullable() }),
  /** The question is not one any more: the county need not answer it. */
  'question.withdrawn': z.strictObject({ question: uuidSchema }),
  /** An answer of the county was read here for the first time. */
  'answer.opened': z.strictObject({ answer: uuidSchema, question: uuidSchema.nullable() }),
} as const;
