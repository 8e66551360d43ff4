import type { UsageEvent } from '../../contract/usage/event.ts';
import type { Queries } from '../database/database.ts';
import type { CountyDeps } from '../deps.ts';
import { project } from '../reports/project.ts';
import { authenticEnvelope } from './authenticate.ts';
import type { AuthenticEnvelope } from './authenticate.ts';
import { noteContact } from './contacts.ts';
import { readEnvelopeLines } from './envelope-lines.ts';
import type { EnvelopeLine } from './envelope-lines.ts';
import type { Envelope } from './envelope-reader.ts';
import { linesAt, linesBetween, loadStretches, lockJournal, noteFaults, saveJournal, saveStretches, storeLines } from './journal-store.ts';
import type { JournalState } from './journal-store.ts';
import { receiptFor } from './receipt.ts';
import { branchHead, Stretches } from './stretches.ts';

/** How an envelope came. Only over the line is the clock in its header the terminal's clock of now. */
export type Carrier = 'line' | 'stick';

export interface Ingested {
  /** JWS of the receipt. */
  readonly receipt: string;
  readonly journal: string;
  readonly site: string;
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
  const { journal, clock } = envelope.header;
  const lines = await readEnvelopeLines(envelope);
  const now = deps.now();
  const { receipt, ...rest } = await deps.database.transaction(async (queries) => {
    const before = await lockJournal(queries, journal, envelope.site);
    const { state, fresh, endsOn } = await storeFresh(queries, envelope, lines, before);
    const { site } = state;
    await project(queries, { journal, site }, fresh.map(({ event }) => event).filter((event): event is UsageEvent => event !== null));
    await noteContact(queries, journal, now, carrier === 'line' ? clock : null);
    const faulty = fresh.filter(({ fault }) => fault !== null).length;
    return { receipt: await receiptFor(queries, journal, state, endsOn, now), journal, site, stored: fresh.length, faulty };
  });
  return { ...rest, receipt: await deps.keys.sign(receipt) };
}

/** Stores the lines that are new. `endsOn` is the stretch that holds the envelope's last line. */
async function storeFresh(
  queries: Queries,
  { header, text }: Envelope,
  lines: readonly EnvelopeLine[],
  before: JournalState,
): Promise<{ readonly state: JournalState; readonly fresh: readonly EnvelopeLine[]; readonly endsOn: number | null }> {
  const { journal, first, last, head } = header;
  // The usual envelope goes on where the journal ends: then the journal's end is all that must be known of what is stored.
  const goesOn = before.seq === before.maxSeq && first === before.seq + 1 && lines[0]?.prev === before.hash;
  const known = new Map((goesOn ? [] : await linesBetween(queries, journal, first, last)).map((line) => [key(line), line.stretch]));
  const fresh = known.size === 0 ? lines : lines.filter((line) => !known.has(key(line)));
  const lastKnown = known.get(key({ seq: last, hash: head })) ?? null;
  if (fresh.length === 0) return { state: before, fresh, endsOn: lastKnown };

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
  await saveJournal(queries, journal, state);
  return { state, fresh, endsOn: lastKnown ?? stretchOf.at(-1) ?? null };
}

function key({ seq, hash }: { readonly seq: number; readonly hash: string }): string {
  return `${seq} ${hash}`;
}
