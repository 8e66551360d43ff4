import { rosterListSchema, rosterPaths, rosterPreviewSchema, rosterPublishedSchema, siteRosterSchema } from '../../people/schemas.ts';
import type { RosterList, RosterPreview, RosterPublished, SiteRoster } from '../../people/schemas.ts';
import { COMPLIANCE_PATH, complianceSchema } from '../../learning/schemas.ts';
import type { Compliance } from '../../learning/schemas.ts';
import { ask } from '../api.ts';

export function askRosters(_question: 'rosters', signal: AbortSignal): Promise<RosterList> {
  return ask('GET', rosterPaths.rosters, rosterListSchema, { signal });
}

export function askRoster(site: string, signal: AbortSignal): Promise<SiteRoster> {
  return ask('GET', rosterPaths.roster(site), siteRosterSchema, { signal });
}

/** How the members of a site stand with their course plans; `question` is `2026 dongmen`, or `2026` for all sites. */
export function askCompliance(question: string, signal: AbortSignal): Promise<Compliance> {
  const [year = '', site] = question.split(' ');
  return ask('GET', `${COMPLIANCE_PATH}?${new URLSearchParams({ year, ...(site === undefined ? {} : { site }) }).toString()}`, complianceSchema, { signal });
}

export function previewFile(file: Blob, site: string | null): Promise<RosterPreview> {
  return ask('POST', `${rosterPaths.preview}${site === null ? '' : `?site=${site}`}`, rosterPreviewSchema, { body: file });
}

/** Publishes what a preview showed. */
export function publishPreview({ sites }: RosterPreview): Promise<RosterPublished> {
  return ask('POST', rosterPaths.publication, rosterPublishedSchema, { body: { rosters: sites.map(({ site, version, members }) => ({ site, after: version, members })) } });
}
