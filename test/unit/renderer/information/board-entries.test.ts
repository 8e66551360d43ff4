import { describe, expect, it } from 'vitest';
import type { AnswersView } from '../../../../contract/ipc/topics.ts';
import { boardEntries, unreadAnswers } from '../../../../renderer/screens/information/board/board-entries.ts';
import { isLettersOnly } from '../../../../renderer/screens/information/board/letters-only.ts';

const at = '2026-11-23T09:00:00.000+08:00';
const answer = (name: string, own: boolean, opened: boolean): AnswersView['answers'][number] => ({
  ...{ answer: name, question: `q-${name}`, own, opened, asked: name, askedAt: at, kind: null, text: '答', by: '县农业局', answeredAt: at },
});
const question = (name: string, state: AnswersView['questions'][number]['state']): AnswersView['questions'][number] => ({ question: name, text: name, kind: null, askedAt: at, state });
const view: AnswersView = {
  questions: [question('x', 'waiting'), question('y', 'answered'), question('z', 'with-county')],
  answers: [answer('read', true, true), answer('for-all', false, false), answer('new', true, false)],
};

describe('the board', () => {
  it('shows own answers first, those nobody has read before the others', () => {
    const { own, others } = boardEntries(view);
    expect([own, others].map((list) => list.map((one) => one.answer))).toEqual([['new', 'read'], ['for-all']]);
  });

  it('shows what still waits, here or with the county', () => {
    expect(boardEntries(view).waiting.map((one) => one.question)).toEqual(['x', 'z']);
  });

  it('gives notice of answers to this site alone, until they are read', () => {
    expect(unreadAnswers(view).map((one) => one.answer)).toEqual(['new']);
  });
});

it('a question of initials alone is told from one that can be understood', () => {
  expect(['mlsjg', 'MLS ', '马铃薯', 'mls价格', 'how much is a sheep'].map(isLettersOnly)).toEqual([true, true, false, false, false]);
});
