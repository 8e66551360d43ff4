import { z } from 'zod';
import { slugSchema, uuidSchema, wallTimeSchema } from '../values.ts';
import { MAX_ANSWER, MAX_QUESTION } from '../usage/lookup-events.ts';
import { informationKindSchema } from './item.ts';

/** Most answers that a board holds; older ones leave it. */
export const MAX_ANSWERS = 200;

/** One answer of the county. Whoever asked is not named: boards are read by everyone in the room. */
export const answerSchema = z.strictObject({
  /** Another one when the county changes what it says, so that it is new again. */
  answer: uuidSchema,
  question: uuidSchema,
  /** The question was asked at this site. */
  own: z.boolean(),
  asked: z.string().min(1).max(MAX_QUESTION),
  askedAt: wallTimeSchema,
  /** What it is about; null for something else. */
  kind: informationKindSchema.nullable(),
  /** Plain text; paragraphs are parted by a newline. */
  text: z.string().min(1).max(MAX_ANSWER),
  /** Who answers for it, e.g. 县农业农村局. */
  by: z.string().min(1).max(60),
  answeredAt: wallTimeSchema,
});
export type Answer = z.infer<typeof answerSchema>;

/** Payload of the JWS (EdDSA, by the county) that is the board of one site: answers to its own questions and those for everyone, newest first. */
export const answersSchema = z.strictObject({
  kind: z.literal('answers/1'),
  site: slugSchema,
  version: z.int().positive(),
  publishedAt: wallTimeSchema,
  answers: z.array(answerSchema).max(MAX_ANSWERS),
});
export type Answers = z.infer<typeof answersSchema>;
