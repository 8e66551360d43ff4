import type { UsageEvent } from '../../contract/usage/event.ts';
import type { Queries } from '../database/database.ts';
import type { CountyDeps } from '../deps.ts';
import { countDays } from '../reports/daily.ts';
import { healTimes } from '../reports/heal-times.ts';
import { project } from '../reports/project.ts';
import { COUNTED_BY, rebuildJournal } from '../reports/rebuild.ts';
import { measureRuns } from '../reports/running-spans.ts';
import { authenticEnvelope } from './authenticate.ts';
import type { AuthenticEnvelope } from './authenticate.ts';
import { readEnvelopeLines } from './envelope-lines.ts';
import type { EnvelopeLine } from './envelope-lines.ts';
import type { Envelope } from './envelope-reader.ts';
import { linesAt, linesBetween, loadStretches, lockJournal, noteFaults, saveContact, saveJournal, saveStretches, storeLines } from './journal-store.ts';
import type { JournalState } from './journal-store.ts';
import { receiptOf } from './receipt.ts';
import { branchHead, Stretches } from './stretches.ts';
import type { Stretch } from './stretches.ts';
import { bootRuns } from './times/boot-runs.ts';
import { loadClocks, noteBound, noteReading, saveRuns } from './times/clock-store.ts';
import { settleBoots } from './times/settle.ts';

/** How an envelope came. Only over the line is the clock in its header the terminal's clock of now. */
export type Carrier = 'line' | 'stick';

export interface Ingested {
  /** JWS of the receipt. */
  readonly receipt: string;
  readonly journal: string;
  readonly site: string;
  /** The envelope's lines: the numbers of the first and the last one. */
  readonly first: number;
  readonly last: number;
  /** Lines that were new. */
  readonly stored: number;
  /** New lines that say nothing this program can count; they are stored too. */
  readonly faulty: number;
}

/**
 * Takes an envelope in, by whatever carrier it came: stores the lines that are new, adds them to the figures, and answers
 * how far the county has the journal. The same envelope again, or at the same time by another way, changes nothing.
 * @throws CountyError `envelope-malformed`, `envelope-too-large`, `terminal-unknown`, `forbidden` or
 * `envelope-signature-wrong`; nothing is stored then
 */
export async function ingestEnvelope(deps: CountyDeps, bytes: Uint8Array, carrier: Carrier): Promise<Ingested> {
  return ingestAuthentic(deps, await authenticEnvelope(deps, bytes), carrier);
}

/** As `ingestEnvelope`, for an envelope whose signature has been checked. */
export async function ingestAuthentic(deps: CountyDeps, envelope: AuthenticEnvelope, carrier: Carrier): Promise<Ingested> {
  const { journal, first, last } = envelope.header;
  const lines = await readEnvelopeLines(envelope);
  const now = deps.now();
  const { receipt, ...rest } = await deps.database.transaction(async (queries) => {
    const before = await lockJournal(queries, journal, envelope.site, COUNTED_BY);
    if (before.countedBy < COUNTED_BY) await rebuildJournal(queries, journal);
    const stored = await storeFresh(queries, envelope, lines, before, now, carrier);
    await countFresh(queries, envelope, stored, now, carrier);
    const { state, fresh, stretches, endsOn } = stored;
    const all = stretches.length === state.stretches ? stretches : await loadStretches(queries, journal);
    const faulty = fresh.filter(({ fault }) => fault !== null).length;
    return { receipt: await receiptOf(queries, journal, state, all, endsOn, now), journal, site: state.site, first, last, stored: fresh.length, faulty };
  });
  return { ...rest, receipt: await deps.keys.sign(receipt) };
}

interface Stored {
  readonly state: JournalState;
  readonly fresh: readonly EnvelopeLine[];
  /** The stretch of each fresh line. */
  readonly stretchOf: readonly number[];
  /** All stretches of the journal, or some where no others were looked at. */
  readonly stretches: readonly Stretch[];
  /** The stretch that holds the envelope's last line. */
  readonly endsOn: number | null;
  /** The envelope went on where the journal ended. */
  readonly goesOn: boolean;
}

/** Stores the lines that are new. */
async function storeFresh(
  queries: Queries,
  { header, text }: Envelope,
  lines: readonly EnvelopeLine[],
  before: JournalState,
  now: Date,
  carrier: Carrier,
): Promise<Stored> {
  const { journal, first, last, head } = header;
  // The usual envelope goes on where the journal ends: then the journal's end is all that must be known of what is stored.
  const goesOn = before.seq === before.maxSeq && first === before.seq + 1 && lines[0]?.prev === before.hash;
  const known = new Map((goesOn ? [] : await linesBetween(queries, journal, first, last)).map((line) => [key(line), line.stretch]));
  const fresh = known.size === 0 ? lines : lines.filter((line) => !known.has(key(line)));
  const lastKnown = known.get(key({ seq: last, hash: head })) ?? null;
  if (fresh.length === 0) {
    await saveContact(queries, journal, now);
    return { state: before, fresh, stretchOf: [], stretches: await loadStretches(queries, journal), endsOn: lastKnown, goesOn };
  }

  const received = before.received + 1;
  const stretches = new Stretches(await loadStretches(queries, journal, goesOn ? (before.stretch ?? 0) : undefined), before.stretches);
  const stretchOf = fresh.map((line) => stretches.add(line, received));
  await storeLines(queries, journal, received, text, fresh, stretchOf);
  const faults = fresh.flatMap(({ seq, hash, fault }) => (fault === null ? [] : [{ seq, hash, received, fault }]));
  await noteFaults(queries, journal, faults);
  const wanted = stretches.wanted(first, last);
  if (wanted.length > 0) stretches.resolve(await linesAt(queries, journal, wanted));
  await saveStretches(queries, journal, stretches.changed());

  const state = {
    ...before,
    ...branchHead(stretches.all(), null, goesOn ? before.stretch : null),
    received,
    maxSeq: Math.max(before.maxSeq, last),
    stretches: stretches.count,
    faults: before.faults + faults.length,
  };
  await saveJournal(queries, journal, state, { now, carrier, first, last, lines: fresh.length });
  return { state, fresh, stretchOf, stretches: stretches.all(), endsOn: lastKnown ?? stretchOf.at(-1) ?? null, goesOn };
}

/** Adds what is new to the figures, and corrects the times of what was known already where more is known of them now. */
async function countFresh(queries: Queries, { header }: Envelope, { state, fresh, stretchOf, stretches, goesOn }: Stored, now: Date, carrier: Carrier): Promise<void> {
  const { journal, clock } = header;
  const isNews = carrier === 'line' ? await noteReading(queries, journal, now, clock) : await noteBound(queries, journal, now, clock);
  const receivedAtMs = now.getTime();
  const runs = bootRuns(fresh.map((line, index) => ({ seq: line.seq, stretch: stretchOf[index] ?? 0, received: state.received, receivedAtMs, clock: line.clock })));
  const exact = runs.length === 0 ? new Set<string>() : await saveRuns(queries, journal, runs);

  // Nothing is found out by more lines of the boot that a journal in order ends with, once times of that boot are exact.
  const goesOnExactly = goesOn && state.stretches === 1 && runs.length === 1 && runs.every(({ boot }) => exact.has(boot));
  const settles = isNews || (runs.length > 0 && !goesOnExactly);
  const all = settles && stretches.length < state.stretches ? await loadStretches(queries, journal) : stretches;
  const changed = settles ? new Set([clock.boot.toLowerCase(), ...runs.map(({ boot }) => boot), ...(await settleBoots(queries, journal, all))]) : new Set<string>();

  const clocksOf = (boots: readonly string[]) => loadClocks(queries, journal, new Set(boots));
  const events = fresh.map(({ event }) => event).filter((event): event is UsageEvent => event !== null);
  const touched = await project(queries, { journal, site: state.site, clocksOf }, events);
  const healed = await healTimes(queries, journal, changed, clocksOf);
  const ran = await measureRuns(queries, journal, new Set([...changed, ...runs.map(({ boot }) => boot)]));
  await countDays(queries, journal, new Set([...touched, ...healed, ...ran]));
}

function key({ seq, hash }: { readonly seq: number; readonly hash: string }): string {
  return `${seq} ${hash}`;
}
