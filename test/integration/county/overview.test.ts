import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { paths, summarySchema } from '../../../contract/http.ts';
import type { Heartbeat } from '../../../contract/http.ts';
import type { NewEvent } from '../../../contract/usage/event.ts';
import type { Site } from '../../../contract/site/site.ts';
import { ENVELOPE_MEDIA_TYPE } from '../../../contract/usage/envelope.ts';
import { ATTENTION_PATH, attentionAnswerSchema } from '../../../county/attention/schemas.ts';
import type { Attention } from '../../../county/attention/schemas.ts';
import { overviewPaths, overviewSchema, trendSchema } from '../../../county/overview/schemas.ts';
import { registerSite } from '../../../county/sites/register.ts';
import { openTestCounty } from './open-county.ts';
import type { TestCounty, TestTerminal } from './open-county.ts';
import { signedIn } from './records-people.ts';
import { dongmen, groupViewing, searched } from './usage-events.ts';

const DAY_MS = 24 * 3600 * 1000;
const siteAt = (id: string, township = 'chenhu'): Site => ({ id, name: { 'zh-CN': id }, township: { id: township, name: { 'zh-CN': township } } });

let county: TestCounty;
let staff: { readonly cookie: string };
let township: { readonly cookie: string };
beforeAll(async () => {
  county = await openTestCounty();
  staff = await signedIn(county, 'county-staff');
  township = await signedIn(county, 'township-staff', 'other');
});
afterAll(() => county.close());

async function handIn({ maker }: TestTerminal, envelope = maker.envelope()): Promise<void> {
  const answer = await county.app.inject({ method: 'POST', url: paths.usage, headers: { 'content-type': ENVELOPE_MEDIA_TYPE }, payload: envelope });
  expect(answer.statusCode, answer.body).toBe(200);
}

async function beat({ maker, token }: TestTerminal, more: Partial<Heartbeat> = {}): Promise<void> {
  const payload = { journal: maker.journal, clock: maker.clock, version: '0.2.0', last: maker.head, freeBytes: 5e10, ...more };
  const answer = await county.app.inject({ method: 'POST', url: paths.heartbeats, headers: { authorization: `Bearer ${token}` }, payload });
  expect(answer.statusCode, answer.body).toBe(200);
}

function record({ maker }: TestTerminal, events: readonly NewEvent[], day: string): void {
  for (const event of events) maker.record(event, `${day}T19:00:00.000+08:00`);
}

async function get(url: string, who = staff) {
  const answer = await county.app.inject({ url, headers: who });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<unknown>();
}

const attention = async (who = staff) => attentionAnswerSchema.parse(await get(ATTENTION_PATH, who)).findings;
const kindsAt = (findings: readonly Attention[], site: string) => findings.filter((finding) => finding.site === site).map(({ kind }) => kind);

describe('the overview', () => {
  test('sets the figures of a period beside those of the same days a year before, by township and site, as the summary counts them', async () => {
    const terminal = await county.enterTerminal(dongmen);
    record(terminal, groupViewing({ kind: 'training', members: 20, guests: 0 }), '2025-11-10');
    record(terminal, [searched()], '2025-12-01');
    record(terminal, groupViewing({ members: 12, guests: 3 }), '2026-11-10');
    record(terminal, [searched(), searched()], '2026-11-11');
    await handIn(terminal);
    const seen = overviewSchema.parse(await get(`${overviewPaths.overview}?from=2026-11-01&to=2026-11-23`));
    expect([seen.period, seen.periodBefore]).toEqual([{ from: '2026-11-01', to: '2026-11-23' }, { from: '2025-11-01', to: '2025-11-23' }]);
    expect(seen.figures).toMatchObject({ partyClasses: 1, trainings: 0, lookups: { total: 2 }, personTimes: { total: 15 } });
    expect(seen.before).toMatchObject({ partyClasses: 0, trainings: 1, lookups: { total: 0 }, personTimes: { total: 20 } });
    expect(seen.townships.find(({ id }) => id === 'chenhu')).toMatchObject({ figures: { personTimes: { total: 15 } }, before: { personTimes: { total: 20 } } });
    expect(seen.sites.find(({ site }) => site === 'dongmen')).toMatchObject({ figures: seen.figures, before: seen.before });
    for (const [period, figures] of [['from=2026-11-01&to=2026-11-23', seen.figures], ['from=2025-11-01&to=2025-11-23', seen.before]] as const) {
      expect(summarySchema.parse(await get(`${paths.summary}?${period}`)).figures).toEqual(figures);
    }
  });

  test('has no year before to show for a period without a beginning', async () => {
    expect(overviewSchema.parse(await get(overviewPaths.overview))).toMatchObject({ periodBefore: null, before: null });
  });

  test('tells twelve months, each beside the year before', async () => {
    const { months } = trendSchema.parse(await get(`${overviewPaths.trend}?to=2026-11-23`));
    expect(months.map(({ month }) => month)).toEqual(['2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09', '2026-10', '2026-11']);
    expect(months.at(-1)).toMatchObject({ figures: { personTimes: 15, partyClasses: 1 }, before: { personTimes: 20, trainings: 1 } });
    expect(months[0]).toMatchObject({ figures: { lookups: 1 }, before: { lookups: 0 } });
  });

  test('shows township staff the figures of their own sites', async () => {
    await registerSite(county.deps, siteAt('theirs', 'other'));
    const seen = overviewSchema.parse(await get(`${overviewPaths.overview}?from=2026-11-01`, township));
    expect([seen.sites.map(({ site }) => site), seen.figures.personTimes.total]).toEqual([['theirs'], 0]);
  });
});

describe('what needs attention', () => {
  test('tells a site that is silent from one that is on line and idle, and from one that is well', async () => {
    const [silent, idle, well] = [await county.enterTerminal(siteAt('silent')), await county.enterTerminal(siteAt('idle')), await county.enterTerminal(siteAt('well'))];
    await beat(silent);
    record(idle, [searched()], '2026-11-01');
    await handIn(idle);
    county.passMs(8 * DAY_MS);
    staff = await signedIn(county, 'county-staff');
    township = await signedIn(county, 'township-staff', 'other');
    record(well, [searched()], '2026-11-30');
    await handIn(well);
    await beat(well);
    await beat(idle);
    const findings = await attention();
    expect(findings.find(({ site }) => site === 'silent')).toMatchObject({ kind: 'silent', days: 8 });
    expect(findings.find(({ site, kind }) => site === 'idle' && kind === 'idle')).toMatchObject({ lastUseDay: '2026-11-01', days: 30 });
    expect(kindsAt(findings, 'well')).not.toContain('idle');
    expect(kindsAt(findings, 'well')).not.toContain('silent');
  });

  test('names missing records by their numbers, forks and altered records', async () => {
    const lacking = await county.enterTerminal(siteAt('lacking'));
    for (let count = 0; count < 10; count += 1) lacking.maker.record(searched());
    await handIn(lacking, lacking.maker.envelope(1, 4));
    await handIn(lacking, lacking.maker.envelope(8, 10));
    const forked = await county.enterTerminal(siteAt('forked'));
    for (let count = 0; count < 4; count += 1) forked.maker.record(searched());
    const restored = forked.maker.restoredAt(2);
    restored.record(searched());
    await handIn(forked);
    await handIn(forked, restored.envelope());
    const doctored = await county.enterTerminal(siteAt('doctored'));
    doctored.maker.record(searched());
    const other = doctored.maker.restoredAt(0);
    other.record(searched());
    doctored.maker.record(searched());
    await handIn(doctored, doctored.maker.pack([other.lines[0]?.bytes ?? Buffer.alloc(0), doctored.maker.lines[1]?.bytes ?? Buffer.alloc(0)], { first: 1, last: 2, head: doctored.maker.head.hash }));
    const findings = await attention();
    expect(findings.find(({ site, kind }) => site === 'lacking' && kind === 'lacking')).toMatchObject({ lines: 3, runs: [{ first: 5, last: 7 }] });
    expect(kindsAt(findings, 'forked')).toContain('forked');
    expect(kindsAt(findings, 'doctored')).toContain('doctored');
    const order = findings.map(({ kind }) => kind);
    expect(order.lastIndexOf('doctored')).toBeLessThan(order.indexOf('lacking'));
  });

  test('names a clock that is wrong, a disk that is nearly full, an old version, safe mode, and a site without a terminal', async () => {
    const trouble = await county.enterTerminal(siteAt('trouble'));
    record(trouble, [searched()], '2026-11-30');
    await handIn(trouble);
    // Its clock stands still, as all of these tests' do, while the county's has gone on for eight days.
    await beat(trouble, { freeBytes: 1e9, diskBytes: 6e10, version: '0.1.9', safeMode: true });
    const findings = (await attention()).filter(({ site }) => site === 'trouble');
    expect(findings.filter(({ kind }) => kind !== 'impossible')).toMatchObject([
      { kind: 'disk-full', freeBytes: 1e9, diskBytes: 6e10 },
      { kind: 'clock-wrong', offsetMs: -8 * DAY_MS },
      { kind: 'safe-mode' },
      { kind: 'old-version', version: '0.1.9', newest: '0.2.0' },
    ]);
    expect(kindsAt(await attention(), 'theirs')).toEqual(['no-terminal']);
  });

  test('of other townships is not told to township staff', async () => {
    expect([...new Set((await attention(township)).map(({ site }) => site))]).toEqual(['theirs']);
  });
});
