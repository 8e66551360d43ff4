import { z } from 'zod';
import { informationKindSchema } from '../../contract/information/item.ts';
import { localizedTextSchema } from '../../contract/text.ts';
import { MAX_ANSWER } from '../../contract/usage/lookup-events.ts';
import { slugSchema, uuidSchema, wallTimeSchema } from '../../contract/values.ts';

export const questionPaths = {
  questions: '/v1/admin/questions',
  /** `PUT`: the answer to a question, in the place of an earlier one. `DELETE` takes it back. */
  answer: (journal: string, question: string) => `/v1/admin/questions/${journal}/${question}/answer`,
} as const;

export const questionStates = ['waiting', 'answered', 'all'] as const;

/** `before`: the time of the question to go on from. */
export const questionsQuerySchema = z.strictObject({
  state: z.enum(questionStates).default('waiting'),
  township: slugSchema.optional(),
  before: wallTimeSchema.optional(),
});
export type QuestionsQuery = z.input<typeof questionsQuerySchema>;

export const listedQuestionSchema = z.strictObject({
  journal: uuidSchema,
  question: uuidSchema,
  site: slugSchema,
  name: localizedTextSchema,
  township: z.strictObject({ id: slugSchema, name: localizedTextSchema }),
  text: z.string(),
  kind: informationKindSchema.nullable(),
  /** Whom to call back, if they said. */
  asker: z.strictObject({ name: z.string().nullable(), phone: z.string().nullable() }),
  /** Corrected time at which it was asked. */
  askedAt: wallTimeSchema,
  withdrawn: z.boolean(),
  answer: z
    .strictObject({
      text: z.string(),
      by: z.string(),
      everyone: z.boolean(),
      answeredBy: z.string(),
      answeredAt: wallTimeSchema,
      /** Read at the site that asked, and at how many others. */
      readThere: z.boolean(),
      readElsewhere: z.int().nonnegative(),
    })
    .nullable(),
});
export type ListedQuestion = z.infer<typeof listedQuestionSchema>;

export const questionsAnswerSchema = z.strictObject({
  questions: z.array(listedQuestionSchema),
  /** The townships from which anything was ever asked, of those that this person may see. */
  townships: z.array(z.strictObject({ id: slugSchema, name: localizedTextSchema })),
  /** How many wait for an answer, of those that this person may see and asked for. */
  waiting: z.int().nonnegative(),
  /** What to give as `before` for those behind these; null at the end. */
  next: wallTimeSchema.nullable(),
});
export type QuestionsAnswer = z.infer<typeof questionsAnswerSchema>;

export const newAnswerSchema = z.strictObject({
  text: z.string().trim().min(1).max(MAX_ANSWER),
  /** Who answers for it, e.g. 县农业农村局. */
  by: z.string().trim().min(1).max(60),
  /** For the boards of all sites, not only the one that asked. */
  everyone: z.boolean(),
});
export type NewAnswer = z.infer<typeof newAnswerSchema>;
