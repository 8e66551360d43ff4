import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { slugSchema } from '../../contract/values.ts';
import { requirePerson, townshipLimitOf } from '../accounts/require-person.ts';
import { actorOf, recordChange } from '../audit/record.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { listRosters, previewRoster, siteRoster } from './preview.ts';
import { publishRoster } from './roster.ts';
import {
  MAX_ROSTER_FILE_BYTES,
  previewQuerySchema,
  rosterListSchema,
  rosterPaths,
  rosterPreviewSchema,
  rosterPublicationSchema,
  rosterPublishedSchema,
  siteRosterSchema,
} from './schemas.ts';

const tags = ['people'];
const security = [{ person: [] }];

/** Rosters on the county's pages: read by everybody for their own sites, changed by county staff. */
export function peopleStaffRoutes(deps: CountyDeps): FastifyPluginAsyncZod {
  const { database } = deps;
  return async (app) => {
    app.addHook('onSend', (_request, reply, _payload, done) => {
      void reply.header('cache-control', 'no-store');
      done();
    });
    app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit: MAX_ROSTER_FILE_BYTES }, (_request, body, done) => done(null, body));
    app.route({
      method: 'GET',
      url: rosterPaths.rosters,
      preHandler: requirePerson(deps),
      schema: { summary: 'The rosters of the sites', tags, security, response: { 200: rosterListSchema } },
      handler: (request) => listRosters(database.tables, townshipLimitOf(request)),
    });
    app.route({
      method: 'GET',
      url: rosterPaths.roster(':site'),
      preHandler: requirePerson(deps),
      schema: { summary: 'The members of a site', tags, security, params: z.strictObject({ site: slugSchema }), response: { 200: siteRosterSchema } },
      handler: (request) => siteRoster(database.tables, request.params.site, townshipLimitOf(request)),
    });
    app.route({
      method: 'POST',
      url: rosterPaths.preview,
      bodyLimit: MAX_ROSTER_FILE_BYTES,
      preHandler: requirePerson(deps, 'county-admin', 'county-staff'),
      schema: { summary: 'What a file of members would change', description: 'XLSX or CSV as `application/octet-stream`. Nothing is changed.', tags, security, querystring: previewQuerySchema, response: { 200: rosterPreviewSchema } },
      handler: async (request) => {
        if (!Buffer.isBuffer(request.body)) throw new CountyError('bad-request', 415, 'The file is to be sent as application/octet-stream.');
        return previewRoster(database.tables, request.body, request.query.site ?? null);
      },
    });
    app.route({
      method: 'POST',
      url: rosterPaths.publication,
      bodyLimit: 2 * MAX_ROSTER_FILE_BYTES,
      preHandler: requirePerson(deps, 'county-admin', 'county-staff'),
      schema: { summary: 'Publish the rosters that a preview showed', tags, security, body: rosterPublicationSchema, response: { 200: rosterPublishedSchema } },
      handler: (request) =>
        // All of them or none: half a county's roster is what nobody chose.
        database.transaction(async (queries) => {
          const published = [];
          for (const { site, after, members } of [...request.body.rosters].sort((a, b) => (a.site < b.site ? -1 : 1))) {
            const known = await queries.selectFrom('rosters').select('version').where('site', '=', site).forUpdate().executeTakeFirst();
            if (known === undefined) throw new CountyError('not-found', 404, `The county has no site called ${site}.`);
            if (known.version !== after) throw new CountyError('changed-meanwhile', 409, `The roster of ${site} was changed meanwhile: look at the changes again.`);
            const made = await publishRoster(deps, queries, site, members);
            if (made.changed) await recordChange(queries, actorOf(request), deps.now(), { action: 'roster.published', site, before: { version: after }, after: { version: made.version, members: made.members } });
            published.push({ site, ...made });
          }
          return { published };
        }),
    });
    return Promise.resolve();
  };
}
