import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyCookie from '@fastify/cookie';
import fastifyRateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import fastifySwagger from '@fastify/swagger';
import fastify, { LogController } from 'fastify';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { healthSchema, paths } from '../contract/http.ts';
import { requirePersonOrMachine } from './accounts/require-person.ts';
import { accountsRoutes } from './accounts/routes.ts';
import type { CountyDeps } from './deps.ts';
import { informationRoutes } from './information/routes.ts';
import { ingestRoutes } from './ingest/routes.ts';
import { collectMetrics } from './metrics.ts';
import { peopleRoutes } from './people/routes.ts';
import { answerProblems } from './problem-answers.ts';
import { publishRoutes } from './publish/routes.ts';
import { publishStaffRoutes } from './publish/staff-routes.ts';
import { recordsRoutes } from './records/routes.ts';
import { reportsRoutes } from './reports/routes.ts';
import { setSecurityHeaders } from './security-headers.ts';
import { sitesRoutes } from './sites/routes.ts';

const KIB = 1024;

/** The county's server, ready to listen or to be asked directly. Closing it leaves the database open. */
export async function buildApp(deps: CountyDeps): Promise<FastifyInstance> {
  const { config } = deps;
  const app = fastify({
    logger: { level: config.logLevel, stream: process.stderr },
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    trustProxy: config.trustProxy,
    bodyLimit: 64 * KIB,
    // An envelope of 1 MB on the slowest line takes a third of this.
    requestTimeout: 60_000,
    routerOptions: { maxParamLength: 200 },
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  answerProblems(app);
  app.addHook('onSend', setSecurityHeaders);
  app.addHook('onResponse', (request, reply, done) => {
    const level = reply.statusCode >= 400 ? 'info' : 'debug';
    request.log[level]({ method: request.method, url: request.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime), from: request.ip }, 'answered');
    done();
  });
  const tellMetrics = collectMetrics(app, deps);

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

  app.get(paths.health, { schema: { summary: 'Tells a county from anything else', tags: ['publication'], response: { 200: healthSchema } } }, () => ({
    county: 'distance-education-county/1' as const,
    at: deps.now().toISOString(),
  }));
  await app.register(sitesRoutes(deps));
  await app.register(peopleRoutes(deps));
  await app.register(publishRoutes(deps));
  await app.register(publishStaffRoutes(deps));
  await app.register(informationRoutes(deps));
  await app.register(ingestRoutes(deps));
  await app.register(recordsRoutes(deps));
  await app.register(reportsRoutes(deps));
  await app.register(accountsRoutes(deps));

  const mayReadMetrics = requirePersonOrMachine(deps);
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    if (!isLoopback(request.ip)) await mayReadMetrics(request);
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(await tellMetrics());
  });
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

function isLoopback(address: string): boolean {
  return address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1';
}
