import type { FastifyInstance } from 'fastify';
import type { CountyDeps } from './deps.ts';

/** Upper bounds of the histogram of answering times, in seconds. */
const BOUNDS = [0.005, 0.025, 0.1, 0.5, 2.5, 10];

/** A terminal that has not been heard of for this long is counted as silent. */
const SILENT_MS = 7 * 24 * 3600 * 1000;

interface Route {
  readonly labels: string;
  /** Answers by status. */
  readonly statuses: Map<number, number>;
  readonly withinBounds: number[];
  seconds: number;
  count: number;
}

/** Counts what the server answers, and tells it with the county's own gauges as Prometheus text. */
export function collectMetrics(app: FastifyInstance, deps: CountyDeps): () => Promise<string> {
  const routes = new Map<string, Route>();
  app.addHook('onResponse', (request, reply, done) => {
    // The route's pattern, not the address: addresses are without end.
    const url = request.routeOptions.url ?? 'none';
    const labels = `method="${request.method}",route="${url}"`;
    const route = routes.get(labels) ?? { labels, statuses: new Map<number, number>(), withinBounds: BOUNDS.map(() => 0), seconds: 0, count: 0 };
    routes.set(labels, route);
    const seconds = reply.elapsedTime / 1000;
    route.statuses.set(reply.statusCode, (route.statuses.get(reply.statusCode) ?? 0) + 1);
    route.withinBounds.forEach((known, at) => {
      if (seconds <= (BOUNDS[at] ?? Infinity)) route.withinBounds[at] = known + 1;
    });
    route.seconds += seconds;
    route.count += 1;
    done();
  });
  return async () => [...processMetrics(), ...requestMetrics([...routes.values()]), ...(await countyMetrics(deps)), ''].join('\n');
}

function processMetrics(): string[] {
  const memory = process.memoryUsage();
  return [
    ...gauge('process_uptime_seconds', 'Seconds since the process began.', process.uptime()),
    ...gauge('process_resident_memory_bytes', 'Memory of the process in RAM.', memory.rss),
    ...gauge('nodejs_heap_size_used_bytes', 'Memory in use by objects of the program.', memory.heapUsed),
  ];
}

function requestMetrics(routes: readonly Route[]): string[] {
  const name = 'http_request_duration_seconds';
  return [
    ...head('http_requests_total', 'counter', 'Answers by route and status.'),
    ...routes.flatMap(({ labels, statuses }) => [...statuses].map(([status, count]) => `http_requests_total{${labels},status="${status}"} ${count}`)),
    ...head(name, 'histogram', 'Time from a request to the end of its answer.'),
    ...routes.flatMap(({ labels, withinBounds, seconds, count }) => [
      ...BOUNDS.map((bound, at) => `${name}_bucket{${labels},le="${bound}"} ${withinBounds[at] ?? 0}`),
      `${name}_bucket{${labels},le="+Inf"} ${count}`,
      `${name}_sum{${labels}} ${seconds}`,
      `${name}_count{${labels}} ${count}`,
    ]),
  ];
}

async function countyMetrics(deps: CountyDeps): Promise<string[]> {
  const { tables } = deps.database;
  const silentSince = new Date(deps.now().getTime() - SILENT_MS);
  const terminals = await tables
    .selectFrom('terminals')
    .select(({ fn, eb }) => [
      fn.countAll<number>().as('all'),
      fn.countAll<number>().filterWhere(eb.or([eb('last_contact_at', 'is', null), eb('last_contact_at', '<', silentSince)])).as('silent'),
    ])
    .executeTakeFirstOrThrow();
  const sites = await tables.selectFrom('sites').select(({ fn }) => fn.countAll<number>().as('all')).executeTakeFirstOrThrow();
  const issues = await tables
    .selectFrom('issues')
    .select(({ fn }) => [fn.countAll<number>().as('all'), fn.sum<number | null>('bytes').as('bytes')])
    .executeTakeFirstOrThrow();
  return [
    ...gauge('county_sites', 'Sites in the register.', sites.all),
    ...gauge('county_terminals', 'Enrolled terminals.', terminals.all),
    ...gauge('county_terminals_silent', 'Terminals not heard of for seven days.', terminals.silent),
    ...gauge('county_issues', 'Published issues.', issues.all),
    ...gauge('county_issues_bytes', 'Bytes of all published issues.', issues.bytes ?? 0),
  ];
}

function gauge(name: string, help: string, value: number): string[] {
  return [...head(name, 'gauge', help), `${name} ${value}`];
}

function head(name: string, type: string, help: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
}
