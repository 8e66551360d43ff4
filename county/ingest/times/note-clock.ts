import type { Queries } from '../../database/database.ts';
import { countDays } from '../../reports/daily.ts';
import { healTimes } from '../../reports/heal-times.ts';
import { measureRuns } from '../../reports/running-spans.ts';
import { loadStretches, lockKnownJournal } from '../journal-store.ts';
import { loadClocks, noteReading } from './clock-store.ts';
import type { TerminalClock } from './clock-store.ts';
import { settleBoots } from './settle.ts';

/**
 * Takes what a terminal's clock says at a contact without records, and corrects times by it: records that came on a stick
 * have exact times from the first contact within their boot on.
 */
export async function noteClock(queries: Queries, journal: string, now: Date, clock: TerminalClock): Promise<void> {
  // As ingest does: the journal is locked first, so that the two never wait for each other.
  const known = await lockKnownJournal(queries, journal);
  const isNew = await noteReading(queries, journal, now, clock);
  if (known === null || !isNew) return;
  const changed = await settleBoots(queries, journal, await loadStretches(queries, journal));
  const boots = new Set([...changed, clock.boot.toLowerCase()]);
  const healed = await healTimes(queries, journal, boots, (wanted) => loadClocks(queries, journal, new Set(wanted)));
  await countDays(queries, journal, new Set([...healed, ...(await measureRuns(queries, journal, boots))]));
}
