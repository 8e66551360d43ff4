import type { Queries } from '../../database/database.ts';
import { groupBy } from '../group-by.ts';
import type { Stretch } from '../stretches.ts';
import { boundBoots } from './boot-bounds.ts';
import type { BootFacts } from './boot-bounds.ts';
import { bootOrder } from './boot-runs.ts';
import { loadClockBounds, loadReadBounds, loadRuns, saveSettled } from './clock-store.ts';
import type { SettledBoot, SettledRun } from './clock-store.ts';

/**
 * Finds out anew where each boot of a journal lies in time, from all that is known, and keeps it. Returns the boots of which
 * something else is known now; times of their lines are to be corrected anew.
 */
export async function settleBoots(queries: Queries, journal: string, stretches: readonly Stretch[]): Promise<ReadonlySet<string>> {
  const runs = await loadRuns(queries, journal);
  const read = await loadReadBounds(queries, journal);
  const packed = await loadClockBounds(queries, journal);
  const enrolled = await queries.selectFrom('terminals').select('enrolled_at').where('journal', '=', journal).executeTakeFirst();
  const byBoot = groupBy(runs, ({ boot }) => boot);

  const facts = [...byBoot].map(([boot, own]): BootFacts => {
    const packedAt = packed.get(boot);
    return {
      boot,
      firstUptimeMs: own.reduce((least, run) => Math.min(least, run.firstUptimeMs), Infinity),
      lastUptimeMs: own.reduce((most, run) => Math.max(most, run.lastUptimeMs), 0),
      read: read.get(boot) ?? null,
      reachedBy: [
        ...own.flatMap(({ lastUptimeMs, receivedAtMs }) => (receivedAtMs === null ? [] : [{ uptimeMs: lastUptimeMs, atMs: receivedAtMs }])),
        ...(packedAt === undefined ? [] : [packedAt]),
      ],
    };
  });
  const bounds = boundBoots(facts, bootOrder(runs, stretches), enrolled?.enrolled_at.getTime() ?? null);

  const changed: SettledBoot[] = [];
  for (const [boot, own] of byBoot) {
    const exact = read.has(boot);
    // Of a boot with readings they say all, and no more is kept of it.
    const { notBeforeMs = null, notAfterMs = null } = exact ? {} : (bounds.get(boot) ?? {});
    const now = { boot, exact, notBeforeMs, notAfterMs };
    if (own.some((run) => differs(run, now))) changed.push(now);
  }
  await saveSettled(queries, journal, changed);
  return new Set(changed.map(({ boot }) => boot));
}

function differs({ settled }: SettledRun, now: SettledBoot): boolean {
  return settled.exact !== now.exact || settled.notBeforeMs !== now.notBeforeMs || settled.notAfterMs !== now.notAfterMs;
}
