import { describe, expect, it } from 'vitest';
import type { NewEvent } from '../../../../contract/usage/event.ts';
import { applyToAsked, askedSchema, nothingAsked } from '../../../../electron/information/asked.ts';

const first = '01890a5d-ac96-774b-bcce-b302099a8057';
const second = '01890a5d-ac96-774b-bcce-b302099a8058';

function after(...events: readonly NewEvent[]) {
  return events
    .map((event, index) => ({ seq: index + 1, id: first, at: '2026-11-23T09:30:00.000+08:00', boot: first, uptimeMs: 0, prev: '', ...event }))
    .reduce(applyToAsked, nothingAsked);
}

const asked = (question: string, text: string): NewEvent => ({ type: 'question.asked', data: { question, text, kind: null, name: '单秀兰', phone: '13900001234', search: null } });

describe('what was asked here', () => {
  it('keeps the questions, newest first, and neither name nor telephone', () => {
    const state = after(asked(first, '一'), asked(second, '二'));
    expect(state.questions.map(({ question, text, seq }) => [question, text, seq])).toEqual([[second, '二', 2], [first, '一', 1]]);
    expect(JSON.stringify(state)).not.toContain('1390000');
    expect(askedSchema.parse(state)).toEqual(state);
  });

  it('forgets a question that was taken back', () => {
    expect(after(asked(first, '一'), { type: 'question.withdrawn', data: { question: first } }).questions).toEqual([]);
  });

  it('knows which answers were read, and no more of them than it must', () => {
    expect(after({ type: 'answer.opened', data: { answer: second, question: first } }).opened).toEqual([second]);
    expect(after(...Array.from({ length: 501 }, (): NewEvent => ({ type: 'answer.opened', data: { answer: second, question: null } }))).opened).toHaveLength(500);
  });
});
