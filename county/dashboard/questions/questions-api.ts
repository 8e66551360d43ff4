import { questionPaths, questionsAnswerSchema } from '../../questions/schemas.ts';
import type { ListedQuestion, NewAnswer, QuestionsAnswer } from '../../questions/schemas.ts';
import { ask, send } from '../api.ts';

/** Questions by the query that stands before a space; what is behind it makes it another one, to ask anew. */
export function askQuestions(question: string, signal: AbortSignal): Promise<QuestionsAnswer> {
  return ask('GET', `${questionPaths.questions}?${question.split(' ', 1).join()}`, questionsAnswerSchema, { signal });
}

export const answerQuestion = ({ journal, question }: ListedQuestion, answer: NewAnswer): Promise<Response> => send('PUT', questionPaths.answer(journal, question), { body: answer });

export const takeBackAnswer = ({ journal, question }: ListedQuestion): Promise<Response> => send('DELETE', questionPaths.answer(journal, question), {});
