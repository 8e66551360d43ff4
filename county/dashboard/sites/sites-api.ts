import type { Site } from '../../../contract/site/site.ts';
import { siteSchema } from '../../../contract/site/site.ts';
import { issuedCodeSchema, siteCommandSchema, siteDetailSchema, sitePaths, sitesAnswerSchema } from '../../sites/schemas.ts';
import type { IssuedCodeAnswer, NewCommand, SiteCommand, SiteDetail, SitesAnswer } from '../../sites/schemas.ts';
import { ask, send } from '../api.ts';

/** The sites that the person may see. What stands behind the word makes it another question, to ask anew. */
export function askSites(_question: string, signal: AbortSignal): Promise<SitesAnswer> {
  return ask('GET', sitePaths.sites, sitesAnswerSchema, { signal });
}

/** A site by its id; what stands behind a space is not part of it. */
export function askSite(question: string, signal: AbortSignal): Promise<SiteDetail> {
  return ask('GET', sitePaths.site(question.split(' ', 1).join()), siteDetailSchema, { signal });
}

export const registerSite = (site: Site): Promise<Site> => ask('POST', sitePaths.sites, siteSchema, { body: site });

export const issueCode = (site: string): Promise<IssuedCodeAnswer> => ask('POST', sitePaths.codes(site), issuedCodeSchema, {});

export const withdrawCode = (site: string, id: string): Promise<Response> => send('DELETE', sitePaths.code(site, id), {});

export const askCommand = (site: string, command: NewCommand): Promise<SiteCommand> => ask('POST', sitePaths.commands(site), siteCommandSchema, { body: command });

export const withdrawCommand = (site: string, id: string): Promise<Response> => send('DELETE', sitePaths.command(site, id), {});
