import { performance } from 'node:perf_hooks';
import { openEngineThread } from '../../../electron/information/engine-thread.ts';
import { publicKeySchema } from '../../../contract/site/enrolment.ts';
import { queries } from '../../fixtures/information/queries.ts';
import { TODAY } from '../../fixtures/information/base.ts';

// A terminal's start: how long until the index answers, and what that costs in memory. Prints both as JSON.

const [folder = '', key = '', program = ''] = process.argv.slice(2);
const fail = (error: unknown): never => {
  throw error;
};
const before = process.memoryUsage().rss;
const cpuBefore = process.cpuUsage();
const started = performance.now();
const engine = await openEngineThread({ folder, program, countyKey: publicKeySchema.parse(JSON.parse(key)), onState: () => undefined, onPreparing: () => undefined, onProblem: fail, onFault: fail });
await engine.find('马铃薯', null, TODAY, 200);
const readyMs = performance.now() - started;
const { user, system } = process.cpuUsage(cpuBefore);
const opened = process.memoryUsage().rss - before;
for (const { query } of queries) {
  await engine.find(query, null, TODAY, 200);
  await engine.suggest(query, 'zh-CN', TODAY);
}
const used = process.memoryUsage().rss - before;
console.log(JSON.stringify({ readyMs, readyCpuMs: (user + system) / 1000, opened, used, version: engine.state().version }));
await engine.close();
