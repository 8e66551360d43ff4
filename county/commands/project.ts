import type { UsageEvent } from '../../contract/usage/event.ts';
import type { Queries } from '../database/database.ts';
import { momentTime } from '../reports/moments.ts';
import type { JournalOrigin } from '../reports/project.ts';

type CommandEnd = Extract<UsageEvent, { type: 'command.done' | 'command.refused' }>;

export function isCommandEnd(event: UsageEvent): event is CommandEnd {
  return event.type === 'command.done' || event.type === 'command.refused';
}

/** Notes how commands ended, as the terminal that was asked recorded it; the first word on each stands. */
export async function projectCommands(queries: Queries, { journal, clocksOf }: JournalOrigin, events: readonly CommandEnd[]): Promise<void> {
  if (events.length === 0) return;
  const clocks = await clocksOf(events.map(({ boot }) => boot.toLowerCase()));
  for (const event of events) {
    const { ms } = momentTime(clocks, { at: event.at, boot: event.boot.toLowerCase(), uptimeMs: event.uptimeMs });
    const how =
      event.type === 'command.done'
        ? { outcome: event.data.outcome, refusal: null, detail: null }
        : { outcome: null, refusal: event.data.reason, detail: event.data.detail };
    await queries
      .updateTable('commands')
      .set({ ...how, ended_at: new Date(ms) })
      .where('journal', '=', journal)
      .where('command', '=', event.data.command)
      .where('ended_at', 'is', null)
      .execute();
  }
}
