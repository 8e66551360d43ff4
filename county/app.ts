import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import fastifyCookie from '@fastify/cookie';
import fastifyRateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import fastifySwagger from '@fastify/swagger';
import fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { healthSchema, paths } from '../contract/http.ts';
import { accountsRoutes } from './accounts/routes.ts';
import { assessmentRoutes } from './assessment/routes.ts';
import { activitiesRoutes } from './activities/routes.ts';
import { attentionRoutes } from './attention/routes.ts';
import { auditRoutes } from './audit/routes.ts';
import { commandsRoutes } from './commands/routes.ts';
import type { CountyDeps } from './deps.ts';
import { evidenceRoutes } from './evidence/routes.ts';
import { guardsFirst } from './guards.ts';
import { informationRoutes } from './information/routes.ts';
import { informationStaffRoutes } from './information/staff-routes.ts';
import { informationTableRoutes } from './information/table-routes.ts';
import { ingestRoutes } from './ingest/routes.ts';
import { learningRoutes } from './learning/routes.ts';
import { logAnswers, logOptions } from './operations/log.ts';
import { serveMetrics } from './operations/metrics.ts';
import { overviewRoutes } from './overview/routes.ts';
import { monthlyRoutes } from './monthly/routes.ts';
import { peopleRoutes } from './people/routes.ts';
import { peopleStaffRoutes } from './people/staff-routes.ts';
import { planRoutes } from './plan/routes.ts';
import { answerProblems } from './problem-answers.ts';
import { publishRoutes } from './publish/routes.ts';
import { publishStaffRoutes } from './publish/staff-routes.ts';
import { questionsRoutes } from './questions/routes.ts';
import { releaseRoutes } from './release/routes.ts';
import { recordsRoutes } from './records/routes.ts';
import { registerRoutes } from './reports/register-routes.ts';
import { reportsRoutes } from './reports/routes.ts';
import { setSecurityHeaders } from './security-headers.ts';
import { sitesRoutes } from './sites/routes.ts';
import { sitesStaffRoutes } from './sites/staff-routes.ts';

const KIB = 1024;

export interface AppOptions {
  /** Where the log goes. */
  readonly logTo?: Writable;
  /** Hears of each route with its method, as it is made. */
  readonly onRoute?: (method: string, url: string) => void;
}

/** The county's server, ready to listen or to be asked directly. Closing it leaves the database open. */
export async function buildApp(deps: CountyDeps, { logTo = process.stderr, onRoute }: AppOptions = {}): Promise<FastifyInstance> {
  const { config } = deps;
  const app = fastify({
    ...logOptions(config, logTo),
    genReqId: () => randomUUID(),
    // Only the proxy right before the county is believed: what callers write into the header themselves stands before it.
    trustProxy: config.trustProxy ? (_address: string, hop: number) => hop === 0 : false,
    bodyLimit: 64 * KIB,
    // An envelope of 1 MB on the slowest line takes a third of this.
    requestTimeout: 60_000,
    routerOptions: { maxParamLength: 200 },
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  answerProblems(app);
  app.addHook('onSend', setSecurityHeaders);
  logAnswers(app);
  if (onRoute !== undefined) app.addHook('onRoute', ({ method, url }) => [method].flat().forEach((one) => onRoute(one, url)));
  guardsFirst(app);

  await app.register(fastifyRateLimit, { max: config.requestsPerMinute, timeWindow: '1 minute' });
  await app.register(fastifyCookie);
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Distance education: county', version: '1', description: 'Publishes to terminals and collects their usage records.' },
      components: {
        securitySchemes: {
          terminal: { type: 'http', scheme: 'bearer', description: 'The token of a terminal’s enrolment grant' },
          person: { type: 'apiKey', in: 'cookie', name: 'session', description: 'A person who signed in' },
          machine: { type: 'http', scheme: 'bearer', description: 'A token made by the county’s `token` word' },
        },
      },
    },
    transform: jsonSchemaTransform,
  });
  serveMetrics(app, deps);

  app.get(paths.health, { schema: { summary: 'Tells a county from anything else', tags: ['publication'], response: { 200: healthSchema } } }, () => ({
    county: 'distance-education-county/1' as const,
    at: deps.now().toISOString(),
  }));
  await app.register(sitesRoutes(deps));
  await app.register(peopleRoutes(deps));
  await app.register(publishRoutes(deps));
  await app.register(publishStaffRoutes(deps));
  await app.register(informationRoutes(deps));
  await app.register(informationStaffRoutes(deps));
  await app.register(informationTableRoutes(deps));
  await app.register(questionsRoutes(deps));
  await app.register(releaseRoutes(deps));
  await app.register(ingestRoutes(deps));
  await app.register(recordsRoutes(deps));
  await app.register(reportsRoutes(deps));
  await app.register(registerRoutes(deps));
  await app.register(monthlyRoutes(deps));
  await app.register(assessmentRoutes(deps));
  await app.register(peopleStaffRoutes(deps));
  await app.register(learningRoutes(deps));
  await app.register(accountsRoutes(deps));
  await app.register(planRoutes(deps));
  await app.register(activitiesRoutes(deps));
  await app.register(evidenceRoutes(deps));
  await app.register(auditRoutes(deps));
  await app.register(sitesStaffRoutes(deps));
  await app.register(commandsRoutes(deps));
  await app.register(attentionRoutes(deps));
  await app.register(overviewRoutes(deps));

  app.get('/v1/openapi.json', { schema: { hide: true } }, () => app.swagger());
  await serveDashboard(app, config.dashboard);
  return app;
}

/** The web pages. Names of their scripts and styles carry a hash, so browsers keep them for ever. */
async function serveDashboard(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) {
    app.log.warn({ folder }, 'the web pages are not built: only the interface for programs is served');
    return;
  }
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    cacheControl: false,
    setHeaders: (response, path) => {
      const isHashed = path.startsWith(join(folder, 'assets'));
      void response.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}
