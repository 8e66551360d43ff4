import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { requirePersonOrMachine } from '../accounts/require-person.ts';
import type { CountyDeps } from '../deps.ts';

/** Upper bounds of the histogram of answering times, in seconds. */
const BOUNDS = [0.005, 0.025, 0.1, 0.5, 2.5, 10];

const DAY_MS = 24 * 3600 * 1000;

/** Counts what the server answers, and tells it with the county's own gauges as Prometheus text, to this machine and to who has a token. */
export function serveMetrics(app: FastifyInstance, deps: CountyDeps): void {
  const register = new Registry();
  collectDefaultMetrics({ register });
  countAnswers(app, register);
  countyGauges(register, deps);
  const mayRead = requirePersonOrMachine(deps, 'county-admin');
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    if (!isOfThisMachine(request)) await mayRead(request);
    return reply.type(register.contentType).header('cache-control', 'no-store').send(await register.metrics());
  });
}

/**
 * True for a request that was made on this machine. One that a proxy on this machine passes on says so in its headers, whether
 * or not the county was told to trust it.
 */
function isOfThisMachine(request: FastifyRequest): boolean {
  const { remoteAddress } = request.socket;
  const passedOn = ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via'].some((name) => request.headers[name] !== undefined);
  return !passedOn && (remoteAddress === '127.0.0.1' || remoteAddress === '::1' || remoteAddress === '::ffff:127.0.0.1');
}

function countAnswers(app: FastifyInstance, register: Registry): void {
  const registers = [register];
  const answers = new Counter({ name: 'http_requests_total', help: 'Answers by route and status.', labelNames: ['method', 'route', 'status'], registers });
  const times = new Histogram({ name: 'http_request_duration_seconds', help: 'Time from a request to the end of its answer.', labelNames: ['method', 'route'], buckets: BOUNDS, registers });
  app.addHook('onResponse', (request, reply, done) => {
    // The route's pattern, not the address: addresses are without end.
    const labels = { method: request.method, route: request.routeOptions.url ?? 'none' };
    answers.inc({ ...labels, status: reply.statusCode });
    times.observe(labels, reply.elapsedTime / 1000);
    done();
  });
}

function countyGauges(register: Registry, { database: { tables }, now, config }: CountyDeps): void {
  const gauge = (name: string, help: string, count: () => Promise<number>) =>
    new Gauge({
      name,
      help,
      registers: [register],
      async collect() {
        this.set(await count());
      },
    });
  gauge('county_sites', 'Sites in the register.', async () => (await tables.selectFrom('sites').select(({ fn }) => fn.countAll<number>().as('all')).executeTakeFirstOrThrow()).all);
  gauge('county_terminals', 'Enrolled terminals.', async () => (await tables.selectFrom('terminals').select(({ fn }) => fn.countAll<number>().as('all')).executeTakeFirstOrThrow()).all);
  gauge('county_terminals_silent', 'Terminals not heard of for as many days as --silent-days says.', async () => {
    const since = new Date(now().getTime() - config.attention.silentDays * DAY_MS);
    const { silent } = await tables
      .selectFrom('terminals')
      .select(({ fn, eb }) => fn.countAll<number>().filterWhere(eb.or([eb('last_contact_at', 'is', null), eb('last_contact_at', '<', since)])).as('silent'))
      .executeTakeFirstOrThrow();
    return silent;
  });
  gauge('county_issues', 'Published issues.', async () => (await tables.selectFrom('issues').select(({ fn }) => fn.countAll<number>().as('all')).executeTakeFirstOrThrow()).all);
  gauge('county_issues_bytes', 'Bytes of all published issues.', async () => (await tables.selectFrom('issues').select(sql<number>`coalesce(sum(bytes), 0)::bigint`.as('bytes')).executeTakeFirstOrThrow()).bytes);
  gauge('county_commands_open', 'Commands that no terminal has answered yet.', async () => {
    const { open } = await tables
      .selectFrom('commands')
      .select(({ fn }) => fn.countAll<number>().as('open'))
      .where('ended_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .where('expires_at', '>', now())
      .executeTakeFirstOrThrow();
    return open;
  });
}
