import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { Queries } from '../database/database.ts';
import type { LinePlace } from './envelope-reader.ts';
import { groupBy } from './group-by.ts';
import type { LineFault } from './line-reader.ts';
import type { BranchHead, StoredLine, Stretch } from './stretches.ts';
import type { JournalsTable, JournalStretchesTable } from './tables.ts';

/** What is known of a journal before its lines are looked at. */
export interface JournalState extends BranchHead {
  readonly site: string;
  readonly received: number;
  readonly maxSeq: number;
  readonly stretches: number;
  readonly faults: number;
  /** Which way of counting its projections are of. */
  readonly countedBy: number;
}

/**
 * The journal's row, made when it is new and locked until the transaction ends: one envelope of a journal at a time. What is
 * derived of a new one is counted by `countedBy`.
 */
export async function lockJournal(queries: Queries, journal: string, site: string, countedBy: number): Promise<JournalState> {
  const known = await lockKnownJournal(queries, journal);
  if (known !== null) return known;
  await queries.insertInto('journals').values({ journal, site, counted_by: countedBy }).onConflict((conflict) => conflict.doNothing()).execute();
  return toState(await queries.selectFrom('journals').selectAll().where('journal', '=', journal).forUpdate().executeTakeFirstOrThrow());
}

/** As `lockJournal`; null for a journal that nothing has come from yet. */
export async function lockKnownJournal(queries: Queries, journal: string): Promise<JournalState | null> {
  const row = await queries.selectFrom('journals').selectAll().where('journal', '=', journal).forUpdate().executeTakeFirst();
  return row === undefined ? null : toState(row);
}

/** As `lockJournal` without lock; null for a journal that nothing has come from yet. */
export async function findJournal(queries: Queries, journal: string): Promise<JournalState | null> {
  const row = await queries.selectFrom('journals').selectAll().where('journal', '=', journal).executeTakeFirst();
  return row === undefined ? null : toState(row);
}

function toState(row: Selectable<JournalsTable>): JournalState {
  return {
    site: row.site,
    received: row.received,
    seq: row.head_seq,
    hash: toHex(row.head_hash),
    stretch: row.head_stretch,
    maxSeq: row.max_seq,
    stretches: row.stretches,
    faults: row.faults,
    countedBy: row.counted_by,
  };
}

/** An envelope that brought something new, as it is noted. */
export interface ReceivedEnvelope {
  readonly now: Date;
  readonly carrier: string;
  readonly first: number;
  readonly last: number;
  readonly lines: number;
}

/** Keeps the journal's new state, and the envelope that brought it there: one statement, for this is done for each. */
export async function saveJournal(queries: Queries, journal: string, state: JournalState, envelope: ReceivedEnvelope): Promise<void> {
  await sql`
    with envelope as (
      insert into received_envelopes (journal, received, received_at, carrier, first, last, lines)
      values (${journal}::uuid, ${state.received}, ${envelope.now}, ${envelope.carrier}, ${envelope.first}, ${envelope.last}, ${envelope.lines})
    )
    update journals set received = ${state.received}, head_seq = ${state.seq}, head_hash = ${fromHex(state.hash)}, head_stretch = ${state.stretch},
      max_seq = ${state.maxSeq}, stretches = ${state.stretches}, faults = ${state.faults}, last_contact_at = ${envelope.now}
    where journal = ${journal}::uuid`.execute(queries);
}

/** Notes that a journal was heard of, though with nothing new. */
export async function saveContact(queries: Queries, journal: string, now: Date): Promise<void> {
  await queries.updateTable('journals').set({ last_contact_at: now }).where('journal', '=', journal).execute();
}

/** The stored lines with numbers from `first` to `last`. */
export async function linesBetween(queries: Queries, journal: string, first: number, last: number): Promise<StoredLine[]> {
  const rows = await lineRows(queries, journal).where('seq', '>=', first).where('seq', '<=', last).execute();
  return rows.map(toStoredLine);
}

/** The stored lines with these numbers, on all branches. */
export async function linesAt(queries: Queries, journal: string, seqs: readonly number[]): Promise<StoredLine[]> {
  const rows = await lineRows(queries, journal)
    .where('seq', '=', sql<number>`any(${[...seqs]}::bigint[])`)
    .execute();
  return rows.map(toStoredLine);
}

function lineRows(queries: Queries, journal: string) {
  return queries.selectFrom('journal_lines').select(['seq', 'hash', 'stretch', 'received']).where('journal', '=', journal);
}

function toStoredLine(row: { seq: number; hash: Uint8Array; stretch: number; received: number }): StoredLine {
  return { seq: row.seq, hash: toHex(row.hash), stretch: row.stretch, received: row.received };
}

/** A line that is stored now. */
export interface LineToStore {
  readonly seq: number;
  readonly hash: string;
  readonly place: LinePlace;
}

/**
 * Stores lines in one statement, each with the stretch at its place in `stretches`. `text` is sent once, as it is, and cut
 * by the database: that keeps the bytes exact and spares quoting each line.
 */
export async function storeLines(
  queries: Queries,
  journal: string,
  received: number,
  text: Uint8Array,
  lines: readonly LineToStore[],
  stretches: readonly number[],
): Promise<void> {
  const hashes = fromHex(lines.map((line) => line.hash).join(''));
  await sql`
    insert into journal_lines (journal, seq, hash, stretch, received, line)
    select ${journal}::uuid, l.seq, substr(${hashes}::bytea, (l.n::integer - 1) * 32 + 1, 32), l.stretch, ${received}::integer,
      substr(${text}::bytea, l.start + 1, l.bytes)
    from unnest(
      ${numberArray(lines.map((line) => line.seq))}::bigint[],
      ${numberArray(stretches)}::integer[],
      ${numberArray(lines.map((line) => line.place.start))}::integer[],
      ${numberArray(lines.map((line) => line.place.end - line.place.start))}::integer[]
    ) with ordinality as l (seq, stretch, start, bytes, n)`.execute(queries);
}

/** Numbers as PostgreSQL writes an array: for thousands of them much faster than the drivers' way, which quotes each. */
function numberArray(numbers: readonly number[]): string {
  return `{${numbers.join(',')}}`;
}

/** A line's fault, as it is noted. */
export interface FaultToNote {
  readonly seq: number;
  readonly hash: string;
  readonly received: number;
  readonly fault: LineFault;
}

export async function noteFaults(queries: Queries, journal: string, faults: readonly FaultToNote[]): Promise<void> {
  if (faults.length === 0) return;
  await sql`
    insert into line_faults (journal, seq, hash, received, code, detail)
    select ${journal}::uuid, f.seq, decode(f.hash, 'hex'), f.received, f.code, f.detail
    from unnest(
      ${faults.map(({ seq }) => seq)}::bigint[],
      ${faults.map(({ hash }) => hash)}::text[],
      ${faults.map(({ received }) => received)}::integer[],
      ${faults.map(({ fault }) => fault.code)}::text[],
      ${faults.map(({ fault }) => fault.detail)}::text[]
    ) as f (seq, hash, received, code, detail)`.execute(queries);
}

/** All stretches of a journal, or only the one with this id. */
export async function loadStretches(queries: Queries, journal: string, id?: number): Promise<Stretch[]> {
  let rows = queries.selectFrom('journal_stretches').selectAll().where('journal', '=', journal);
  if (id !== undefined) rows = rows.where('stretch', '=', id);
  return (await rows.orderBy('stretch').execute()).map(toStretch);
}

/** All stretches of these journals, by journal. */
export async function loadStretchesOf(queries: Queries, journals: readonly string[]): Promise<ReadonlyMap<string, readonly Stretch[]>> {
  const rows = await queries
    .selectFrom('journal_stretches')
    .selectAll()
    .where('journal', '=', sql<string>`any(${[...journals]}::uuid[])`)
    .orderBy('stretch')
    .execute();
  return new Map([...groupBy(rows, ({ journal }) => journal)].map(([journal, own]) => [journal, own.map(toStretch)]));
}

function toStretch(row: Selectable<JournalStretchesTable>): Stretch {
  return {
    id: row.stretch,
    first: row.first,
    firstHash: toHex(row.first_hash),
    prev: row.prev === null ? null : toHex(row.prev),
    last: row.last,
    hash: toHex(row.hash),
    parent: row.parent,
    broken: row.broken,
    extended: row.extended,
  };
}

export async function saveStretches(queries: Queries, journal: string, stretches: readonly Stretch[]): Promise<void> {
  if (stretches.length === 0) return;
  const rows = stretches.map((stretch) => ({ ...stretch, firstHash: undefined, first_hash: stretch.firstHash }));
  await sql`
    insert into journal_stretches (journal, stretch, first, first_hash, prev, last, hash, parent, broken, extended)
    select ${journal}::uuid, s.id, s.first, decode(s.first_hash, 'hex'), decode(s.prev, 'hex'), s.last, decode(s.hash, 'hex'), s.parent, s.broken, s.extended
    from json_to_recordset(${JSON.stringify(rows)}::json) as s (
      id integer, first bigint, first_hash text, prev text, last bigint, hash text, parent integer, broken boolean, extended integer
    )
    on conflict (journal, stretch) do update set
      last = excluded.last, hash = excluded.hash, parent = excluded.parent, broken = excluded.broken, extended = excluded.extended`.execute(queries);
}

export function toHex(hash: Uint8Array): string {
  return Buffer.from(hash.buffer, hash.byteOffset, hash.byteLength).toString('hex');
}

export function fromHex(hash: string): Buffer {
  return Buffer.from(hash, 'hex');
}
