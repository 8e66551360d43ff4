import { z } from 'zod';
import { questionSchema } from '../../contract/usage/lookup-events.ts';
import type { UsageEvent } from '../../contract/usage/event.ts';
import { uuidSchema, wallTimeSchema } from '../../contract/values.ts';

/** Questions that are remembered here; older ones stand with the county. */
const MOST_QUESTIONS = 100;
/** Answers that are known to have been read: more than a board holds. */
const MOST_OPENED = 500;

/** What was asked of the county here, and which of its answers were read: derived from the journal alone. */
export const askedSchema = z.strictObject({
  /** Newest first. `seq`: of the line that records it. */
  questions: z.array(questionSchema.pick({ text: true, kind: true }).extend({ question: uuidSchema, askedAt: wallTimeSchema, seq: z.int().positive() })),
  opened: z.array(uuidSchema),
});
export type Asked = z.infer<typeof askedSchema>;

export const nothingAsked: Asked = { questions: [], opened: [] };

/** Of the state's shape and of how it is derived; raised with either. */
export const ASKED_VERSION = 1;

export function applyToAsked(state: Asked, event: UsageEvent): Asked {
  switch (event.type) {
    case 'question.asked': {
      const { question, text, kind } = event.data;
      const asked = { question, text, kind, askedAt: event.at, seq: event.seq };
      return { ...state, questions: [asked, ...state.questions].slice(0, MOST_QUESTIONS) };
    }
    case 'question.withdrawn':
      return { ...state, questions: state.questions.filter(({ question }) => question !== event.data.question) };
    case 'answer.opened':
      return { ...state, opened: [event.data.answer, ...state.opened].slice(0, MOST_OPENED) };
    default:
      return state;
  }
}
