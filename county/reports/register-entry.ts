import type { GroupViewing } from '../../contract/viewing/group-viewing.ts';
import { correctionsOf, presentMembers } from '../../contract/viewing/group-viewing.ts';
import { playedWithin } from '../../contract/viewing/played-segments.ts';
import type { SelfViewing } from '../../contract/viewing/self-viewing.ts';
import type { Queries } from '../database/database.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { linesAbout, linesFrom } from './raw-lines.ts';
import { registerRow } from './register-rows.ts';
import type { LinesAnswer, RegisterEntry, RegisterTab } from './register-list-schemas.ts';

/** Lines of one row that are shown at once: an evening of films has a thousand. */
const MOST_LINES = 2000;

type Parts = Pick<RegisterEntry, 'programs' | 'people' | 'evidence' | 'rating' | 'corrections'>;
const noParts: Parts = { programs: [], people: [], evidence: [], rating: null, corrections: [] };

/** Everything about one row, down to its lines. Throws CountyError `not-found`, also for what the township may not see. */
export async function registerEntry(deps: CountyDeps, tab: RegisterTab, journal: string, key: string, township: string | null): Promise<RegisterEntry> {
  return deps.database.transaction(async (queries) => {
    const row = await registerRow(queries, tab, journal, key, { rule: deps.config.rule, township });
    if (row === null) throw new CountyError('not-found', 404, 'There is no such entry in the register.');
    // An issue has no identifier of its own in lines: the line that completed it is all there is.
    const found = tab === 'downloads' ? await linesFrom(queries, journal, row.seq, 1) : await linesAbout(queries, journal, key, row.seq, MOST_LINES + 1);
    return { row, ...(await partsOf(queries, tab, journal, key)), lines: found.slice(0, MOST_LINES), moreLines: found.length > MOST_LINES };
  });
}

async function partsOf(queries: Queries, tab: RegisterTab, journal: string, key: string): Promise<Parts> {
  if (tab === 'group') {
    const { state } = await queries.selectFrom('group_viewings').select('state').where('journal', '=', journal).where('viewing', '=', key).executeTakeFirstOrThrow();
    return { ...groupParts(state), rating: await ratingOf(queries, journal, key) };
  }
  if (tab === 'self') {
    const { state } = await queries.selectFrom('self_viewings').select('state').where('journal', '=', journal).where('viewing', '=', key).executeTakeFirstOrThrow();
    return { ...noParts, ...selfParts(state), rating: await ratingOf(queries, journal, key) };
  }
  return noParts;
}

/** What was thought of a viewing as a whole and of its programs, together. */
async function ratingOf(queries: Queries, journal: string, viewing: string): Promise<RegisterEntry['rating']> {
  const { mean, count } = await queries
    .selectFrom('viewing_ratings')
    .select(({ fn }) => [fn.avg<number | string | null>('stars').as('mean'), fn.countAll<number | string>().as('count')])
    .where('journal', '=', journal)
    .where('viewing', '=', viewing)
    .executeTakeFirstOrThrow();
  return mean === null ? null : { mean: Number(mean), count: Number(count) };
}

function groupParts(state: GroupViewing): Omit<Parts, 'rating'> {
  return {
    programs: (state.opened?.value.programs ?? []).map(({ program, title, lengthSeconds }) => {
      const segments = state.played[program] ?? [];
      return { program, title, lengthSeconds, playedSeconds: playedWithin(segments, lengthSeconds), segments: segments.map(([from, to]) => [from, to]) };
    }),
    people: presentMembers(state).map(({ number, name, at }) => ({ number, name, at })),
    evidence: Object.values(state.evidence)
      .sort((a, b) => a.seq - b.seq)
      .map(({ at, value: { sha256, moment, source } }) => ({ sha256, moment, source, at })),
    corrections: correctionsOf(state).map(({ seq, at, value: { reason, note, kind, guests, added, removed } }) => ({
      ...{ seq, at, reason, note, kind, guests },
      ...{ added: [...added], removed: [...removed] },
    })),
  };
}

function selfParts({ started, played }: SelfViewing): Pick<Parts, 'programs' | 'people'> {
  if (started === null) return { programs: [], people: [] };
  const { at, program, member } = started;
  return {
    programs: [{ program: program.program, title: program.title, lengthSeconds: program.lengthSeconds, playedSeconds: playedWithin(played, program.lengthSeconds), segments: played.map(([from, to]) => [from, to]) }],
    people: member === null ? [] : [{ number: member.number, name: member.name, at }],
  };
}

/** Lines of a journal as they came. Throws CountyError `not-found`. */
export async function journalLines(deps: CountyDeps, journal: string, { first, limit }: { readonly first: number; readonly limit: number }, township: string | null): Promise<LinesAnswer> {
  return deps.database.transaction(async (queries) => {
    let found = queries
      .selectFrom('journals')
      .innerJoin('sites', 'sites.site', 'journals.site')
      .innerJoin('townships', 'townships.id', 'sites.township')
      .select(['journals.site', 'sites.name as siteName', 'townships.name as townshipName', 'journals.max_seq as highest'])
      .where('journals.journal', '=', journal);
    if (township !== null) found = found.where('sites.township', '=', township);
    const place = await found.executeTakeFirst();
    if (place === undefined) throw new CountyError('not-found', 404, 'There is no such journal.');
    return { journal, ...place, lines: [...(await linesFrom(queries, journal, first, limit))] };
  });
}
