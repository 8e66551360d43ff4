import type { LocalizedText } from '../../contract/text.ts';
import type { MemberCopy } from '../../contract/usage/event.ts';
import type { Queries } from '../database/database.ts';
import { CountyError } from '../errors.ts';
import { readCsv } from './csv.ts';
import { findDoubles, MAX_MEMBERS, MAX_ROWS, readRosterTable } from './roster-table.ts';
import type { ListedMember, RosterFault, TableRow } from './roster-table.ts';
import type { RosterList, RosterPreview, SiteRoster } from './schemas.ts';
import { isZip, readXlsxRows, SheetError } from './xlsx.ts';

/** Faults that are told at once. */
const MOST_FAULTS = 200;

type FileFault = RosterPreview['faults'][number];

interface KnownSite {
  readonly site: string;
  readonly name: LocalizedText;
  readonly township: { readonly id: string; readonly name: LocalizedText };
  readonly version: number;
  readonly publishedAt: Date | null;
  readonly members: readonly MemberCopy[];
}

/** What a file of members would change: of this site, or of each that its column of sites names. Throws CountyError `not-found`. */
export async function previewRoster(queries: Queries, bytes: Uint8Array, site: string | null): Promise<RosterPreview> {
  const known = await knownSites(queries, null);
  if (site !== null && !known.some((one) => one.site === site)) throw new CountyError('not-found', 404, `The county has no site called ${site}.`);
  const rows = await rowsOf(bytes);
  if ('code' in rows) return { sites: [], faults: [rows], moreFaults: 0 };
  const { members, faults } = readRosterTable(rows);
  const { bySite, faults: placeFaults } = bySites(members, known, site);
  const all = [...faults, ...placeFaults].sort((a, b) => a.line - b.line);
  const sites = known.flatMap((one) => {
    const own = bySite.get(one.site);
    return own === undefined ? [] : [changesOf(one, own)];
  });
  return { sites, faults: all.slice(0, MOST_FAULTS), moreFaults: Math.max(0, all.length - MOST_FAULTS) };
}

/** The table's rows, or why the file has none. */
async function rowsOf(bytes: Uint8Array): Promise<readonly TableRow[] | FileFault> {
  const fault = (code: FileFault['code']): FileFault => ({ line: 0, code, value: '', other: null });
  try {
    const rows = isZip(bytes) ? await readXlsxRows(bytes) : textRows(bytes);
    if (rows === null) return fault('not-text');
    return rows.length > MAX_ROWS ? fault('too-many-rows') : rows;
  } catch (error) {
    if (error instanceof SheetError) return fault(error.code);
    throw error;
  }
}

/** CSV in UTF-8 or, as offices' spreadsheets save it, GBK; null for what is neither. */
function textRows(bytes: Uint8Array): readonly TableRow[] | null {
  if (bytes.includes(0)) return null;
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return readCsv(new TextDecoder(encoding, { fatal: true }).decode(bytes));
    } catch {
      // Bytes that this encoding does not have: the next one is tried.
    }
  }
  return null;
}

function bySites(members: readonly ListedMember[], known: readonly KnownSite[], only: string | null): { bySite: ReadonlyMap<string, readonly ListedMember[]>; faults: readonly RosterFault[] } {
  const faults: RosterFault[] = [];
  const bySite = new Map<string, ListedMember[]>();
  const called = sitesByName(known);
  const found: (ListedMember & { readonly site: string })[] = [];
  for (const listed of members) {
    const place = listed.site === null ? only : (called.get(listed.site) ?? null);
    const wrong = (code: RosterFault['code']) => faults.push({ line: listed.line, code, value: listed.site ?? '', other: null });
    if (listed.site === null && only === null) wrong('site-missing');
    else if (place === null) wrong('site-unknown');
    else if (only !== null && place !== only) wrong('site-foreign');
    else found.push({ ...listed, site: place });
  }
  faults.push(...findDoubles(found, ({ site }) => site ?? ''));
  for (const listed of found) {
    const own = bySite.get(listed.site);
    if (own === undefined) bySite.set(listed.site, [listed]);
    else own.push(listed);
    if (own?.length === MAX_MEMBERS + 1) faults.push({ line: listed.line, code: 'too-many', value: String(MAX_MEMBERS), other: null });
  }
  return { bySite, faults };
}

/** Sites by identifier, by name, and by township and name. A name that two villages have says nothing by itself. */
function sitesByName(known: readonly KnownSite[]): ReadonlyMap<string, string> {
  const called = new Map<string, string | null>();
  for (const { site, name, township } of known) {
    const names = [name['zh-CN'], name.en, `${township.name['zh-CN']}${name['zh-CN']}`, `${township.name['zh-CN']} ${name['zh-CN']}`];
    for (const one of names) if (one !== undefined) called.set(one, called.has(one) && called.get(one) !== site ? null : site);
  }
  for (const { site } of known) called.set(site, site);
  return new Map([...called].flatMap(([name, site]) => (site === null ? [] : [[name, site] as const])));
}

function changesOf(known: KnownSite, listed: readonly ListedMember[]): RosterPreview['sites'][number] {
  const [before, after] = [new Map(known.members.map(({ number, name }) => [number, name])), new Map(listed.map(({ member }) => [member.number, member.name]))];
  const members = listed.map(({ member }) => member);
  const changed = members.flatMap(({ number, name }) => {
    const was = before.get(number);
    return was === undefined || was === name ? [] : [{ number, was, is: name }];
  });
  return {
    ...{ site: known.site, name: known.name, township: known.township, version: known.version },
    added: members.filter(({ number }) => !before.has(number)),
    changed,
    gone: known.members.filter(({ number }) => !after.has(number)),
    kept: members.filter(({ number, name }) => before.get(number) === name).length,
    members,
  };
}

/** The rosters of the sites that may be seen. */
export async function listRosters(queries: Queries, township: string | null): Promise<RosterList> {
  return { sites: (await knownSites(queries, township)).map(({ members, publishedAt, ...site }) => ({ ...site, members: members.length, publishedAt: publishedAt?.toISOString() ?? null })) };
}

/** Throws CountyError `not-found`. */
export async function siteRoster(queries: Queries, site: string, township: string | null): Promise<SiteRoster> {
  const found = (await knownSites(queries, township, site))[0];
  if (found === undefined) throw new CountyError('not-found', 404, `The county has no site called ${site}.`);
  return { ...found, members: [...found.members], publishedAt: found.publishedAt?.toISOString() ?? null };
}

async function knownSites(queries: Queries, township: string | null, site?: string): Promise<readonly KnownSite[]> {
  let rows = queries
    .selectFrom('sites')
    .innerJoin('townships', 'townships.id', 'sites.township')
    .leftJoin('rosters', 'rosters.site', 'sites.site')
    .select(['sites.site', 'sites.name', 'townships.id as townshipId', 'townships.name as townshipName', 'rosters.version', 'rosters.published_at as publishedAt', 'rosters.members'])
    .orderBy('townships.id')
    .orderBy('sites.site');
  if (township !== null) rows = rows.where('sites.township', '=', township);
  if (site !== undefined) rows = rows.where('sites.site', '=', site);
  return (await rows.execute()).map(({ site: id, name, townshipId, townshipName, version, publishedAt, members }) => ({
    ...{ site: id, name, township: { id: townshipId, name: townshipName }, version: version ?? 0, publishedAt },
    members: members ?? [],
  }));
}
