import { describe, expect, it } from 'vitest';
import { calls } from '../../../../contract/ipc/calls.ts';
import type { MemberCopy } from '../../../../contract/usage/event.ts';
import { eventData, memberCopySchema } from '../../../../contract/usage/event.ts';
import { createLookups } from '../../../../electron/information/lookups.ts';
import { marketPrice, searchIn, technique } from '../../../support/terminal/information.ts';
import { programIdSchema } from '../../../../contract/programs/program.ts';
import { programView } from '../../renderer/screens/program-view.ts';
import { expectProblem, testClock, testRecorder } from '../../../support/terminal/surroundings.ts';

const items = [
  technique({ id: 'ridging', title: '马铃薯高垄栽培技术' }),
  technique({ id: 'drip', title: '果园滴灌技术' }),
  marketPrice({ id: 'potato-price', title: '马铃薯批发价', product: '马铃薯', price: 1.8 }),
];
const member: MemberCopy = memberCopySchema.parse({ number: '12', name: '王秀英' });

async function lookups() {
  const search = await searchIn(items);
  const [recorder, clock] = [testRecorder(), testClock()];
  const information = {
    find: (query: string, kind: Parameters<typeof search.find>[1], most: number) => Promise.resolve(search.find(query, kind, '2026-11-23', most)),
    suggest: (typed: string) => Promise.resolve(search.suggest(typed, 'zh-CN', '2026-11-23')),
    item: (id: string) => Promise.resolve(items.find((item) => item.id === id) ?? null),
  };
  const made = createLookups({ information, recorder, program: (id) => programs.find((one) => one.id === id), clock });
  const ask = (query: string, record = true, who: MemberCopy | null = null) => made.search({ query, kind: null, record }, who);
  return { ...made, ask, recorder, clock };
}

const programs = [programView('ridging-film', { title: { 'zh-CN': '高垄栽培' } })];

describe('looking up', () => {
  it('answers with hits, and records a search that was finished', async () => {
    const { ask, recorder } = await lookups();
    const result = await ask(' 马铃薯 ', true, member);
    expect(calls['information.search'].result.parse(result)).toEqual(result);
    expect(result.hits.map((hit) => hit.id)).toEqual(['potato-price', 'ridging']);
    expect(result.hits[0]?.price).toEqual({ value: 1.8, unit: { 'zh-CN': '元/公斤' } });
    expect(recorder.events[0]).toMatchObject({ type: 'lookup.searched', data: { search: result.search, query: '马铃薯', kind: null, hits: 2, member } });
    expect(() => eventData['lookup.searched'].parse(recorder.events[0]?.data)).not.toThrow();
  });

  it('records a search that finds nothing too', async () => {
    const { ask, recorder } = await lookups();
    expect((await ask('区块链')).hits).toEqual([]);
    expect(recorder.events[0]?.data).toMatchObject({ hits: 0 });
  });

  it('records nothing while somebody types, nor for a list', async () => {
    const { ask, recorder } = await lookups();
    expect((await ask('马', false)).search).toBeNull();
    expect((await ask('', true)).search).toBeNull();
    expect((await ask('  ', true)).hits).toHaveLength(3);
    expect(recorder.events).toEqual([]);
  });

  it('does not count the very same search again, twice at once or on the way back from an item', async () => {
    const { ask, open, recorder, clock } = await lookups();
    const [first, second] = await Promise.all([ask('马铃薯'), ask('马铃薯')]);
    await ask('滴灌', false);
    clock.pass(4 * 60_000);
    await open({ item: 'ridging', search: first.search }, null);
    clock.pass(4 * 60_000);
    const back = await ask('马铃薯');
    expect(new Set([first.search, second.search, back.search]).size).toBe(1);
    expect(recorder.types()).toEqual(['lookup.searched', 'lookup.opened']);
  });

  it('counts it again after another search, by another person, or after a while', async () => {
    const { ask, recorder, clock } = await lookups();
    await ask('马铃薯');
    await ask('滴灌');
    await ask('马铃薯');
    await ask('马铃薯', true, member);
    clock.pass(5 * 60_000 + 1);
    await ask('马铃薯', true, member);
    expect(recorder.types()).toHaveLength(5);
  });

  it('opens an item and records from which counted search', async () => {
    const { ask, open, recorder } = await lookups();
    const { search } = await ask('马铃薯');
    const opened = await open({ item: 'ridging', search }, member);
    expect(opened).toEqual({ opening: recorder.events[1]?.id, item: items[0] });
    expect(recorder.events[1]).toMatchObject({
      type: 'lookup.opened', data: { item: 'ridging', kind: 'technique', title: { 'zh-CN': '马铃薯高垄栽培技术' }, search, member },
    });
  });

  it('records an item as opened by itself when no counted search led to it', async () => {
    const { ask, open, recorder } = await lookups();
    const { search } = await ask('马铃薯');
    await open({ item: 'drip', search }, null); // That search did not find it.
    await open({ item: 'ridging', search: null }, null);
    await open({ item: 'ridging', search: '01890a5d-ac96-774b-bcce-b302099a8057' as never }, null);
    expect(recorder.events.slice(1).map((event) => (event.type === 'lookup.opened' ? event.data.search : 'no'))).toEqual([null, null, null]);
  });

  it('records for how long an item was read, each time anew, and never longer than it was open', async () => {
    const { open, close, recorder, clock } = await lookups();
    const { opening } = await open({ item: 'ridging', search: null }, null);
    clock.pass(60_000);
    await close({ opening, seconds: 40.24 });
    await close({ opening, seconds: 500 });
    await close({ opening, seconds: 500 });
    expect(recorder.events.slice(1).map(({ data }) => data)).toEqual([40.2, 19.8].map((seconds) => ({ opening, item: 'ridging', kind: 'technique', seconds })));
  });

  it('records no reading of a glance, and none of an item that was not opened', async () => {
    const { open, close, recorder, clock } = await lookups();
    const { opening } = await open({ item: 'ridging', search: null }, null);
    clock.pass(60_000);
    await close({ opening, seconds: 0.3 });
    expect(recorder.types()).toEqual(['lookup.opened']);
    await expectProblem('item-unknown', () => close({ opening: '01890a5d-ac96-774b-bcce-b302099a8057', seconds: 5 }));
  });

  it('records which item led to which program, with what it was called then', async () => {
    const { open, watch, recorder } = await lookups();
    const { opening } = await open({ item: 'ridging', search: null }, member);
    const [{ id: program }] = programs as [(typeof programs)[0]];
    await watch({ opening, program }, member);
    expect(recorder.events[1]).toMatchObject({ type: 'lookup.led-to-program', data: { opening, item: 'ridging', program: { program, title: { 'zh-CN': '高垄栽培' } }, member } });
    expect(() => eventData['lookup.led-to-program'].parse(recorder.events[1]?.data)).not.toThrow();
    await expectProblem('program-unknown', () => watch({ opening, program: programIdSchema.parse('2026-11/none') }, null));
  });

  it('records nothing for an item that is not there', async () => {
    const { open, recorder } = await lookups();
    await expectProblem('item-unknown', () => open({ item: 'nothing', search: null }, null));
    expect(recorder.events).toEqual([]);
  });
});
