import { commandsOf } from '../commands/list.ts';
import type { CountyDeps } from '../deps.ts';
import { downloadsOf } from './downloads.ts';
import { openCodes } from './enrolment-codes.ts';
import { findOwnSite } from './register.ts';
import type { SiteDetail, SiteTerminal } from './schemas.ts';
import { terminalsOf } from './terminal-list.ts';

/** Everything about one site. `limit` is the one township that may be seen. Throws CountyError `not-found`. */
export async function siteDetail(deps: CountyDeps, id: string, limit: string | null): Promise<SiteDetail> {
  return deps.database.transaction(async (queries) => {
    const site = await findOwnSite(queries, id, limit);
    const terminals: SiteTerminal[] = [];
    for (const terminal of (await terminalsOf(queries, [id])).get(id) ?? []) {
      const { health, toldAt, downloadsToldAt, takesCommands } = terminal;
      terminals.push({
        ...health,
        ...{ toldAt: toldAt?.toISOString() ?? null, downloadsToldAt: downloadsToldAt?.toISOString() ?? null, takesCommands },
        downloads: await downloadsOf(queries, terminal),
        commands: await commandsOf(queries, health.journal, deps.now()),
      });
    }
    return { site, codes: await openCodes(queries, id, deps.now()), terminals };
  });
}
