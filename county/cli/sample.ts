import { join } from 'node:path';
import { z } from 'zod';
import { siteSchema } from '../../contract/site/site.ts';
import type { CountyDeps } from '../deps.ts';
import { publishInformation } from '../information/base.ts';
import { readInformationFile } from '../information/information-file.ts';
import { parseJsonInput, readInput } from '../input.ts';
import { parseRoster } from '../people/roster-file.ts';
import { publishRoster } from '../people/roster.ts';
import { publishIssue } from '../publish/publish-issue.ts';
import { issueEnrolmentCode } from '../sites/enrolment-codes.ts';
import type { IssuedCode } from '../sites/enrolment-codes.ts';
import { registerSite } from '../sites/register.ts';
import type { Say } from './word.ts';

const MAX_ROSTER_BYTES = 4 * 1024 * 1024;
/** The sample's code is for a terminal that is set up at once, on the same machine. */
const CODE_LIFE_MS = 12 * 3600 * 1000;

const siteOfRosterSchema = z.looseObject({ site: siteSchema });

/**
 * Publishes a sample folder (`issue/`, `information.json`, `roster.json` with its site); what is there already stays.
 * Returns a fresh code for a terminal at its site.
 */
export async function loadSample(deps: CountyDeps, folder: string, say: Say): Promise<IssuedCode> {
  const rosterFile = join(folder, 'roster.json');
  const text = await readInput(rosterFile, { maxBytes: MAX_ROSTER_BYTES });
  const { site } = parseJsonInput(rosterFile, text, siteOfRosterSchema);
  await registerSite(deps, site);
  const roster = await deps.database.transaction((queries) => publishRoster(deps, queries, site.id, parseRoster(rosterFile, text)));
  const issue = await publishIssue(deps, join(folder, 'issue'));
  const information = await publishInformation(deps, await readInformationFile(join(folder, 'information.json')));
  say(
    `Sample: issue ${issue.issue} with ${issue.programs} programs, ${information.items} items of information, ${roster.members} members of ${site.name['zh-CN']} (${site.id}).`,
  );
  return issueEnrolmentCode(deps, site.id, { lifeMs: CODE_LIFE_MS });
}
