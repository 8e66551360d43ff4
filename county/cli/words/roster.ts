import { publishRoster } from '../../people/roster.ts';
import { readRosterFile } from '../../people/roster-file.ts';
import { findSite } from '../../sites/register.ts';
import type { DataWord } from '../word.ts';

export const roster: DataWord = {
  kind: 'data',
  name: 'roster',
  takes: [{ name: 'SITE' }, { name: 'FILE', isPath: true }],
  summary: 'Publish the members of a site',
  details: [
    'The file is CSV with a number and a name on each line (“1001,王秀兰”; a first line of headings may be there), or JSON',
    '[{"number": "1001", "name": "王秀兰"}]. It is the whole roster: who is not in it is no longer a member of the site.',
  ],
  run: async (deps, [siteId = '', file = ''], say) => {
    const members = await readRosterFile(file);
    await findSite(deps.database.tables, siteId);
    const made = await deps.database.transaction((queries) => publishRoster(deps, queries, siteId, members));
    say(`The roster of ${siteId} ${made.changed ? 'is' : 'stays'} at version ${made.version}: ${made.members} members.`);
  },
};
