import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programIdSchema } from '../../../contract/programs/program.ts';
import type { ProgramCopy } from '../../../contract/programs/program.ts';
import type { Site } from '../../../contract/site/site.ts';
import type { NewEvent } from '../../../contract/usage/event.ts';
import { createMachineToken } from '../../../county/accounts/machine-tokens.ts';
import { compliance } from '../../../county/learning/compliance.ts';
import { COMPLIANCE_PATH, complianceSchema } from '../../../county/learning/schemas.ts';
import { publishRoster } from '../../../county/people/roster.ts';
import { rebuildProjections } from '../../../county/reports/rebuild.ts';
import { openTestCounty } from './open-county.ts';
import type { TestCounty, TestTerminal } from './open-county.ts';
import { dongmen, groupViewing, member, newViewing, potato } from './usage-events.ts';
import { handIn } from './usage-requests.ts';

const xihe: Site = { ...dongmen, id: 'xihe', township: { id: 'hongshan', name: { 'zh-CN': '红山乡' } } };
const course = (name: string): ProgramCopy => ({ ...potato, program: programIdSchema.parse(`2026-11/${name}`) });
const plan = (number: string, ...programs: readonly ProgramCopy[]): NewEvent => ({ type: 'course-plan.chosen', data: { member: member(number), year: 2026, programs: [...programs] } });
const watched = (number: string, film: ProgramCopy, ...segments: readonly (readonly [number, number])[]): NewEvent[] => {
  const viewing = newViewing();
  return [
    { type: 'self-viewing.started', data: { viewing, program: film, member: member(number) } },
    ...segments.map((segment): NewEvent => ({ type: 'self-viewing.played', data: { viewing, program: film.program, segment: [...segment] } })),
    { type: 'self-viewing.ended', data: { viewing, reason: 'left', playedSeconds: 0 } },
  ];
};

let county: TestCounty;
let terminals: { readonly dongmen: TestTerminal; readonly xihe: TestTerminal };
beforeAll(async () => {
  county = await openTestCounty({ courses: { specialCourses: 2 } });
  terminals = { dongmen: await county.enterTerminal(dongmen), xihe: await county.enterTerminal(xihe) };
  await county.deps.database.transaction(async (queries) => {
    await publishRoster(county.deps, queries, 'dongmen', ['001', '002', '003'].map(member));
    await publishRoster(county.deps, queries, 'xihe', [member('001')]);
  });
  const { maker } = terminals.dongmen;
  const events = [
    plan('001', course('a')),
    plan('001', course('a'), course('b')),
    plan('002', course('a')),
    // Gone from the roster since.
    plan('900', course('a')),
    ...watched('001', course('a'), [0, 60]),
    ...watched('001', course('a'), [55, 90]),
    // A jump: the middle is missing.
    ...watched('001', course('b'), [0, 20], [70, 100]),
    ...watched('002', course('a'), [0, 50]),
    ...groupViewing({ members: 3, played: 90, film: course('b') }),
  ];
  for (const event of events) maker.record(event);
  await handIn(county, maker.envelope());
});
afterAll(() => county.close());

const expected = [
  { number: '001', name: 'Member 001', onRoster: true, chosen: 2, done: 2, missing: 0 },
  { number: '002', name: 'Member 002', onRoster: true, chosen: 1, done: 0, missing: 2 },
  { number: '003', name: 'Member 003', onRoster: true, chosen: 0, done: 0, missing: 2 },
  { number: '900', name: 'Member 900', onRoster: false, chosen: 1, done: 0, missing: 2 },
];

describe('the course plans of a year', () => {
  it('are set against what was really played, alone and with the group', async () => {
    const answer = await compliance(county.deps, { year: 2026, site: 'dongmen' }, null);
    expect(answer).toEqual({ year: 2026, required: 2, members: 4, chosenEnough: 1, doneEnough: 1, sites: [{ site: 'dongmen', members: expected }] });
  });

  it('come out the same when everything is counted anew from the lines', async () => {
    await rebuildProjections(county.deps);
    const { sites } = await compliance(county.deps, { year: 2026, site: 'dongmen' }, null);
    expect(sites[0]?.members).toEqual(expected);
  });

  it('of another year are not these', async () => {
    const { sites } = await compliance(county.deps, { year: 2025, site: 'dongmen' }, null);
    expect(sites[0]?.members.every(({ chosen, done }) => chosen === 0 && done === 0)).toBe(true);
  });

  it('are shown to a township for its own sites alone', async () => {
    const seen = await compliance(county.deps, { year: 2026 }, 'hongshan');
    expect(seen.sites.map(({ site }) => site)).toEqual(['xihe']);
    expect((await compliance(county.deps, { year: 2026, site: 'dongmen' }, 'hongshan')).sites).toEqual([]);
  });

  it('are asked for over HTTP, by those who may', async () => {
    const url = `${COMPLIANCE_PATH}?year=2026`;
    expect((await county.app.inject({ url })).statusCode).toBe(401);
    const headers = { authorization: `Bearer ${await createMachineToken(county.deps, 'learning test')}` };
    const answer = await county.app.inject({ url, headers });
    expect(answer.statusCode, answer.body).toBe(200);
    expect(complianceSchema.parse(answer.json()).sites.map(({ site }) => site)).toEqual(['dongmen', 'xihe']);
    expect((await county.app.inject({ url: `${COMPLIANCE_PATH}?year=nonsense`, headers })).statusCode).toBe(400);
  });
});
