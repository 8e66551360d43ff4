import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { siteSchema } from '../../contract/site/site.ts';
import { slugSchema } from '../../contract/values.ts';
import { requirePerson, requirePersonOrMachine, townshipLimitOf } from '../accounts/require-person.ts';
import { actorOf } from '../audit/record.ts';
import type { CountyDeps } from '../deps.ts';
import { issueEnrolmentCode, withdrawCode } from './enrolment-codes.ts';
import { findSite, registerSite } from './register.ts';
import { issuedCodeSchema, newSiteSchema, sitePaths, siteDetailSchema, sitesAnswerSchema } from './schemas.ts';
import { siteDetail } from './site-detail.ts';
import { listSites } from './site-list.ts';

const tags = ['sites'];
const readers = [{ person: [] }, { machine: [] }];
const security = [{ person: [] }];
const params = z.strictObject({ site: slugSchema });

/** The register of sites, their codes, and how they are, for people. */
export function sitesStaffRoutes(deps: CountyDeps): FastifyPluginAsyncZod {
  return async (app) => {
    const onlyCounty = requirePerson(deps, 'county-admin', 'county-staff');
    app.addHook('onSend', (_request, reply, _payload, done) => {
      void reply.header('cache-control', 'no-store');
      done();
    });
    app.route({
      method: 'GET',
      url: sitePaths.sites,
      preHandler: requirePersonOrMachine(deps),
      schema: { summary: 'The sites with how their terminals are', tags, security: readers, response: { 200: sitesAnswerSchema } },
      handler: (request) => listSites(deps.database.tables, townshipLimitOf(request), deps.now()),
    });
    app.route({
      method: 'POST',
      url: sitePaths.sites,
      preHandler: onlyCounty,
      schema: { summary: 'Register a site, or take up new names of it and its township', tags, security, body: newSiteSchema, response: { 200: siteSchema } },
      handler: async (request) => {
        await registerSite(deps, request.body, actorOf(request));
        return findSite(deps.database.tables, request.body.id);
      },
    });
    app.route({
      method: 'GET',
      url: sitePaths.site(':site'),
      preHandler: requirePersonOrMachine(deps),
      schema: { summary: 'Everything about one site: codes, terminals, downloads and commands', tags, security: readers, params, response: { 200: siteDetailSchema } },
      handler: (request) => siteDetail(deps, request.params.site, townshipLimitOf(request)),
    });
    app.route({
      method: 'POST',
      url: sitePaths.codes(':site'),
      preHandler: onlyCounty,
      schema: { summary: 'Make a one-time code for one terminal; it is shown this once', tags, security, params, response: { 200: issuedCodeSchema } },
      handler: async (request) => {
        const { code, expiresAt } = await issueEnrolmentCode(deps, request.params.site, { by: actorOf(request) });
        return { code, expiresAt: expiresAt.toISOString(), countyUrl: deps.config.publicUrl };
      },
    });
    app.route({
      method: 'DELETE',
      url: sitePaths.code(':site', ':id'),
      preHandler: onlyCounty,
      schema: {
        summary: 'Withdraw a code that nobody has used',
        tags,
        security,
        params: params.extend({ id: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{4}$/) }),
        response: { 204: z.null() },
      },
      handler: async (request, reply) => {
        await withdrawCode(deps, request.params.site, request.params.id, actorOf(request));
        return reply.code(204).send(null);
      },
    });
    return Promise.resolve();
  };
}
