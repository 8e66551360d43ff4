import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Queries } from '../database/database.ts';
import { toHex } from '../ingest/journal-store.ts';
import { readLine } from '../ingest/line-reader.ts';
import { loadClocks } from '../ingest/times/clock-store.ts';
import { correctTime } from '../ingest/times/corrected-time.ts';
import { correctedAnswer } from './corrected-answer.ts';
import type { RawLine } from './register-list-schemas.ts';
import { timeColumns } from './time-columns.ts';

interface Row {
  readonly seq: number;
  readonly hash: Uint8Array;
  readonly line: Uint8Array;
  readonly received_at: Date;
  readonly carrier: string | null;
}

/** Lines of a journal from number `first` on, in order. */
export function linesFrom(queries: Queries, journal: string, first: number, limit: number): Promise<readonly RawLine[]> {
  return rawLines(queries, journal, sql`l.seq >= ${first}::bigint`, limit);
}

/** Lines from number `first` on in which this identifier stands, in order. */
export function linesAbout(queries: Queries, journal: string, identifier: string, first: number, limit: number): Promise<readonly RawLine[]> {
  const spelled = [...new Set([identifier.toLowerCase(), identifier.toUpperCase(), identifier])].map((text) => sql`position(${Buffer.from(text)}::bytea in l.line) > 0`);
  return rawLines(queries, journal, sql`l.seq >= ${first}::bigint and (${sql.join(spelled, sql` or `)})`, limit);
}

async function rawLines(queries: Queries, journal: string, where: RawBuilder<unknown>, limit: number): Promise<readonly RawLine[]> {
  const { rows } = await sql<Row>`
    select l.seq, l.hash, l.line, e.received_at, e.carrier from journal_lines l
    join received_envelopes e on e.journal = l.journal and e.received = l.received
    where l.journal = ${journal}::uuid and ${where} order by l.seq, l.received, l.hash limit ${limit}::integer`.execute(queries);
  const read = rows.map((row) => ({ row, ...readLine(row.line, row.seq) }));
  const clocks = await loadClocks(queries, journal, new Set(read.flatMap(({ clock }) => (clock === null ? [] : [clock.boot.toLowerCase()]))));
  return read.map(({ row, clock, event, fault }) => ({
    seq: row.seq,
    hash: toHex(row.hash),
    type: event?.type ?? null,
    time: clock === null ? null : correctedAnswer(clock.at, timeColumns(clock.at, correctTime(clocks.get(clock.boot.toLowerCase()), clock))),
    receivedAt: row.received_at.toISOString(),
    carrier: row.carrier,
    text: Buffer.from(row.line).toString('utf8'),
    fault: fault?.code ?? null,
  }));
}
