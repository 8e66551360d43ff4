import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { paths } from '../../contract/http.ts';
import { planIdSchema } from '../../contract/usage/copies.ts';
import { requirePerson, townshipLimitOf } from '../accounts/require-person.ts';
import { actorOf } from '../audit/record.ts';
import type { CountyDeps } from '../deps.ts';
import { documentSender, jwsResponse } from '../signed-answer.ts';
import { requireTerminal, terminalOf } from '../sites/require-terminal.ts';
import { listPlans, planChoices, savePlan, withdrawPlan } from './plans.ts';
import { planChoicesSchema, planPaths, planRequestSchema, plansAnswerSchema, plansQuerySchema } from './schemas.ts';
import { signedSitePlan } from './site-plan.ts';

const tags = ['plans'];
const security = [{ person: [] }];
const params = z.strictObject({ plan: planIdSchema });

/** Coming group viewings: made by people of county and township, asked for by terminals. */
export function planRoutes(deps: CountyDeps): FastifyPluginAsyncZod {
  const send = documentSender();
  return async (app) => {
    app.route({
      method: 'GET',
      url: paths.plan,
      preHandler: requireTerminal(deps),
      schema: { summary: 'The coming group viewings of the terminal’s site', tags: ['terminal'], security: [{ terminal: [] }], response: { 200: jwsResponse('the plan (`plan/1`)') } },
      handler: async (request, reply) => send(request, reply, await signedSitePlan(deps, terminalOf(request).site), 'private'),
    });
    app.route({
      method: 'GET',
      url: planPaths.plans,
      preHandler: requirePerson(deps),
      schema: { summary: 'What is planned, and how many sites have held it', tags, security, querystring: plansQuerySchema, response: { 200: plansAnswerSchema } },
      handler: async (request, reply) => {
        void reply.header('cache-control', 'no-store');
        return { plans: [...(await listPlans(deps, request.query.from, townshipLimitOf(request)))] };
      },
    });
    app.route({
      method: 'GET',
      url: planPaths.choices,
      preHandler: requirePerson(deps),
      schema: { summary: 'What a plan can be made of', tags, security, response: { 200: planChoicesSchema } },
      handler: async (request, reply) => {
        void reply.header('cache-control', 'no-store');
        return planChoices(deps.database.tables, townshipLimitOf(request));
      },
    });
    app.route({
      method: 'POST',
      url: planPaths.plans,
      preHandler: requirePerson(deps),
      schema: { summary: 'Plan a group viewing for every site, a township, or some sites', tags, security, body: planRequestSchema, response: { 200: params } },
      handler: async (request) => ({ plan: planIdSchema.parse(await savePlan(deps, null, request.body, actorOf(request), townshipLimitOf(request))) }),
    });
    app.route({
      method: 'PUT',
      url: planPaths.plan(':plan'),
      preHandler: requirePerson(deps),
      schema: { summary: 'Plan it otherwise', tags, security, params, body: planRequestSchema, response: { 200: params } },
      handler: async (request) => {
        await savePlan(deps, request.params.plan, request.body, actorOf(request), townshipLimitOf(request));
        return { plan: request.params.plan };
      },
    });
    app.route({
      method: 'DELETE',
      url: planPaths.plan(':plan'),
      preHandler: requirePerson(deps),
      schema: { summary: 'Withdraw a plan', tags, security, params, response: { 204: z.null() } },
      handler: async (request, reply) => {
        await withdrawPlan(deps, request.params.plan, actorOf(request), townshipLimitOf(request));
        return reply.code(204).send(null);
      },
    });
    return Promise.resolve();
  };
}
