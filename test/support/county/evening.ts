import type { ProgramCopy } from '../../../contract/programs/program.ts';
import type { JournalMaker } from '../../integration/county/journal-maker.ts';
import { groupViewing, openedItem, potato, searched, selfViewing } from '../../integration/county/usage-events.ts';

const film: ProgramCopy = { ...potato, lengthSeconds: 3600 };
const HOUR_MS = 3_600_000;

/** A group viewing of an hour reports every ten seconds what was played; then some watch and look things up alone. Some 600 events. */
export function recordEvening(maker: JournalMaker, evening: number): void {
  const alone = Array.from({ length: 6 }, () => selfViewing({ played: 300, film })).flat();
  recordFrom(maker, Date.UTC(2026, 8, 1 + evening, 11), [...groupViewing({ members: 25, played: 3600, film }), ...alone, searched(), openedItem(), searched(), openedItem()]);
}

/** What a busy site records on one day of 2026, the first being day 0: 400 events, most of them of a group viewing. */
export function recordBusyDay(maker: JournalMaker, day: number): void {
  const alone = selfViewing({ played: 30, film });
  const first = [...groupViewing({ members: 22, guests: 5, played: 3600, film }), ...alone];
  const lookups = Array.from({ length: 400 - first.length }, (_, index) => (index % 2 === 0 ? searched() : openedItem()));
  recordFrom(maker, Date.UTC(2026, 0, 1 + day, 11), [...first, ...lookups]);
}

function recordFrom(maker: JournalMaker, beginsMs: number, events: readonly Parameters<JournalMaker['record']>[0][]): void {
  for (const [index, event] of events.entries()) maker.record(event, new Date(beginsMs + (index * HOUR_MS) / 360).toISOString().replace('Z', '+00:00'));
}
