import type { AnswersView } from '../../../../contract/ipc/topics.ts';

export type BoardAnswer = AnswersView['answers'][number];
export type BoardQuestion = AnswersView['questions'][number];

/** Answers to what was asked here that nobody has read yet: what the home screen tells of. */
export function unreadAnswers({ answers }: AnswersView): readonly BoardAnswer[] {
  return answers.filter((answer) => answer.own && !answer.opened);
}

/** The board in the order in which one looks at it: own answers, unread ones first, then those for everyone; and what still waits. */
export function boardEntries({ questions, answers }: AnswersView): { readonly own: readonly BoardAnswer[]; readonly others: readonly BoardAnswer[]; readonly waiting: readonly BoardQuestion[] } {
  const own = answers.filter((answer) => answer.own);
  return {
    own: [...own.filter((answer) => !answer.opened), ...own.filter((answer) => answer.opened)],
    others: answers.filter((answer) => !answer.own),
    waiting: questions.filter(({ state }) => state !== 'answered'),
  };
}
