import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { InformationHit } from '../../../../contract/ipc/calls.ts';
import type { Problem } from '../../../../contract/problem.ts';
import { searchIdSchema } from '../../../../contract/usage/event.ts';
import { SearchSession, TYPING_PAUSE_MS } from '../../../../renderer/screens/information/search-session.ts';

const hit = (title: string): InformationHit => ({ id: title, kind: 'market-price', date: '2026-11-20', title: { 'zh-CN': title }, price: null, from: { 'zh-CN': '陈湖镇集市' } });
const idOf = (turn: number) => searchIdSchema.parse(`0198f000-0000-7000-8000-${String(turn).padStart(12, '0')}`);

/** A main process that answers each question after the time told, with one hit that bears the query's name. */
function mainProcess() {
  const asked: { query: string; record: boolean }[] = [];
  const answerAfterMs: number[] = [];
  const problems: (Problem | undefined)[] = [];
  const suggested: string[] = [];
  const session = new SearchSession(async (query, record) => {
    const turn = asked.push({ query, record });
    await new Promise((resolve) => setTimeout(resolve, answerAfterMs[turn - 1] ?? 10));
    const problem = problems[turn - 1];
    if (problem !== undefined) return { ok: false, problem };
    return { ok: true, value: { search: record ? idOf(turn) : null, hits: [hit(query)] } };
  }, async (typed) => {
    suggested.push(typed);
    await new Promise((resolve) => setTimeout(resolve, typed.length === 1 ? 60 : 5));
    return [`${typed}价格`];
  });
  return { session, asked, answerAfterMs, problems, suggested };
}
const titles = (session: SearchSession): string[] | undefined => session.snapshot().hits?.map(({ title }) => title['zh-CN']);
const pause = (ms = TYPING_PAUSE_MS + 50): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

describe('searching the wealth information', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('follows the typing without recording it, one question for letters typed in one go', async () => {
    const { session, asked } = mainProcess();
    for (const query of ['t', 'td', 'tdj']) session.type(query);
    await pause();
    expect(asked).toEqual([{ query: 'tdj', record: false }]);
    expect(titles(session)).toEqual(['tdj']);
  });

  it('offers completions for each letter at once, never late ones, and none any more when one was taken', async () => {
    const { session, suggested } = mainProcess();
    session.type('羊');
    await pause(20);
    session.type('羊肉');
    await pause(10);
    expect(suggested).toEqual(['羊', '羊肉']);
    expect(session.snapshot().suggestions).toEqual(['羊肉价格']);
    await pause(100);
    expect(session.snapshot().suggestions).toEqual(['羊肉价格']);
    const taken = session.take('羊肉价格');
    await pause();
    await taken;
    expect(session.snapshot()).toMatchObject({ query: '羊肉价格', foundFor: '羊肉价格', suggestions: [] });
  });

  it('never shows a late answer to an earlier question', async () => {
    const { session, answerAfterMs } = mainProcess();
    answerAfterMs.push(2000, 10);
    session.type('羊');
    await pause();
    session.type('羊肉');
    await pause();
    expect(titles(session)).toEqual(['羊肉']);
    await pause(3000);
    expect(titles(session)).toEqual(['羊肉']);
  });

  it('shows nothing for a field that was emptied, even when an answer is under way', async () => {
    const { session, answerAfterMs } = mainProcess();
    answerAfterMs.push(1000);
    session.type('羊');
    await pause();
    session.type('');
    await pause(2000);
    expect(session.snapshot().hits).toBeNull();
  });

  it('records a finished query once, however often it is confirmed and opened from', async () => {
    const { session, asked } = mainProcess();
    session.type('土豆');
    const ids = Promise.all([session.finish(), session.finish()]);
    await pause();
    expect(await ids).toEqual([idOf(1), idOf(1)]);
    const third = session.finish();
    await pause();
    expect(await third).toBe(idOf(1));
    expect(asked).toEqual([{ query: '土豆', record: true }]);
  });

  it('records another query as another search', async () => {
    const { session, asked } = mainProcess();
    session.type('土豆');
    void session.finish();
    await pause();
    session.type('土豆价');
    void session.finish();
    await pause();
    expect(asked.filter(({ record }) => record).map(({ query }) => query)).toEqual(['土豆', '土豆价']);
  });

  it('takes spaces around a query for nothing', async () => {
    const { session, asked } = mainProcess();
    session.type('土豆');
    void session.finish();
    await pause();
    session.type('土豆 ');
    void session.finish();
    await pause();
    expect(asked).toHaveLength(1);
    expect(session.snapshot().query).toBe('土豆 ');
  });

  it('records nothing for an empty field', async () => {
    const { session, asked } = mainProcess();
    session.type('  ');
    expect(await session.finish()).toBeNull();
    await pause();
    expect(asked).toEqual([]);
  });

  it('says why it found nothing, and records the query at the next try', async () => {
    const { session, problems } = mainProcess();
    const problem: Problem = { code: 'disk-failing', data: { code: 'EIO' } };
    problems.push(problem);
    session.type('土豆');
    const first = session.finish();
    await pause();
    expect(await first).toBeNull();
    expect(session.snapshot().problem).toEqual(problem);
    const second = session.finish();
    await pause();
    expect(await second).toBe(idOf(2));
    expect(session.snapshot().problem).toBeNull();
  });
});
