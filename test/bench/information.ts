import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import type { InformationItem } from '../../contract/information/item.ts';
import { informationDigest } from '../../contract/information/digest.ts';
import { openEngineThread } from '../../electron/information/engine-thread.ts';
import type { InformationEngine } from '../../electron/information/engine.ts';
import { itemHash } from '../../electron/information/item-line.ts';
import { fixtureItems, manyItems, seeded, TODAY } from '../fixtures/information/base.ts';
import { queries } from '../fixtures/information/queries.ts';
import { countyKey } from '../support/terminal/signing.ts';
import { county } from './information/county.ts';
import { miniSearchDefaults, sqliteTrigram } from './information/peers.ts';
import { atMost, print } from './information/line.ts';
import type { Peer } from './information/peers.ts';
import { median, quantile, took } from './common/measure.ts';

mkdirSync('out', { recursive: true });
const root = mkdtempSync(resolve('out', 'bench-information-'));
// The very threads of the terminal and of the county.
execFileSync(process.execPath, ['build/build.mjs', 'workers', 'county'], { stdio: ['ignore', 'ignore', 'inherit'] });
const program = resolve('out', 'workers', 'information.worker.cjs');
const starter = join(import.meta.dirname, 'start.child.js');
const key = countyKey();
const publishedAt = `${TODAY}T08:00:00.000+08:00`;
const fail = (error: unknown): never => {
  throw error instanceof Error ? error : new Error(JSON.stringify(error));
};

function open(folder: string): Promise<InformationEngine> {
  return openEngineThread({ folder, program, countyKey: key.publicKey, onState: () => undefined, onPreparing: () => undefined, onProblem: fail, onFault: fail });
}

const signedBase = (version: number, items: readonly InformationItem[]): Buffer => Buffer.from(key.sign({ kind: 'information/1', version, publishedAt, items }));

/** What else the machine does: figures taken on a busy one say little. */
const load = (): string => `${(loadavg()[0] ?? 0).toFixed(1)} processes wanted ${cpus().length} processors`;

function cpuMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}


/** The share of queries with an expected item among the first three. */
async function relevance(): Promise<void> {
  const items = fixtureItems();
  const engine = await open(join(root, 'relevance'));
  await engine.accept(signedBase(1, items));
  const share = (answers: readonly (readonly string[])[]): number =>
    answers.filter((ids, at) => ids.some((id) => queries[at]?.expects.some((beginning) => id.startsWith(beginning)))).length / queries.length;
  const asked = queries.map(({ query }) => query);
  const answers = await Promise.all(asked.map(async (query) => (await engine.find(query, null, TODAY, 3)).hits.map(({ id }) => id)));
  await engine.close();
  // The peers know no expiry: they are given only what has not expired.
  const current = items.filter(({ expires }) => expires === null || expires >= TODAY);
  const shareOf = (peer: Peer | null): number | string => (peer === null ? 'not measured' : share(peer(asked, 3)));
  const ours = share(answers);
  const note = `${queries.length} queries, ${items.length} items`;
  print({ bench: 'information: expected item in the first three, against SQLite FTS5 trigram', ours, peer: shareOf(sqliteTrigram(current)), unit: 'share', goal: 0.95, ok: ours >= 0.95, note });
  print({ bench: 'information: expected item in the first three, against MiniSearch defaults', ours, peer: shareOf(miniSearchDefaults(current)), unit: 'share', goal: 0.95, ok: ours >= 0.95, note });
}

/** Everything that is typed on the way to a query. */
function beginnings(query: string): readonly string[] {
  const characters = Array.from(query);
  return characters.map((_, index) => characters.slice(0, index + 1).join(''));
}

/** An item as it is changed from day to day: another price, or a sentence more. */
function later(item: InformationItem, random: number): InformationItem {
  if (item.kind !== 'market-price') return { ...item, date: TODAY, body: { ...item.body, 'zh-CN': `${item.body['zh-CN']}\n本月核实过${Math.floor(random * 100)}户，情况没有变化。` } };
  const price = Number((item.price * (0.9 + random * 0.2)).toPrecision(3));
  const said = (text: string): string => text.replaceAll(String(item.price), String(price));
  return { ...item, date: TODAY, price, title: { ...item.title, 'zh-CN': said(item.title['zh-CN']) }, body: { 'zh-CN': said(item.body['zh-CN']) }, series: [...item.series, { date: TODAY, price }] };
}

async function speed(): Promise<void> {
  const items = manyItems(50_000);
  const folder = join(root, 'large');
  const engine = await open(folder);
  const text = signedBase(1, items);
  const buildMs = await took(() => engine.accept(text));
  print({ bench: 'information: index of 50,000 items built when the base arrives, in another thread', ours: buildMs, unit: 'ms', note: `base of ${Math.round(text.length / 1e6)} MB` });

  const asked = queries.map(({ query }) => query);
  for (const query of asked) await engine.find(query, null, TODAY, 200);
  const searchMs: number[] = [];
  for (let round = 0; round < 3; round++) for (const query of asked) searchMs.push(await took(() => engine.find(query, null, TODAY, 200)));
  atMost('information: search in 50,000 items, 95th percentile', quantile(searchMs, 0.95), 'ms', 10, `median ${median(searchMs).toFixed(2)}, longest ${quantile(searchMs, 1).toFixed(1)} ms; asked from the main thread; ${load()}`);

  const suggestMs: number[] = [];
  for (const query of asked) for (const typed of beginnings(query)) suggestMs.push(await took(() => engine.suggest(typed, 'zh-CN', TODAY)));
  atMost('information: suggestions after each letter, 95th percentile', quantile(suggestMs, 0.95), 'ms', 10, `median ${median(suggestMs).toFixed(2)}, longest ${quantile(suggestMs, 1).toFixed(1)} ms`);

  // Each delta changes 600 items, brings 300 and takes 100: prices of a new day, texts that were mended, items that nobody had yet.
  const random = seeded(7);
  let present = [...items];
  const deltaMs: number[] = [];
  const deltaCpuMs: number[] = [];
  for (let version = 2; version <= 5; version++) {
    const changed = new Map<string, InformationItem>();
    while (changed.size < 600) {
      const item = present[Math.floor(random() * present.length)];
      if (item !== undefined) changed.set(item.id, later(item, random()));
    }
    const fresh = [...changed.values()].slice(0, 300).map((item, at) => ({ ...item, id: `new-${version}-${at}`, title: { ...item.title, 'zh-CN': `${item.title['zh-CN']}，第${version * 1000 + at}号` } }));
    const removed = present.filter(({ id }) => !changed.has(id)).slice(version * 10, version * 10 + 100).map(({ id }) => id);
    const put = [...changed.values(), ...new Map(fresh.map((item) => [item.id, item])).values()];
    const gone = new Set([...removed, ...put.map(({ id }) => id)]);
    present = [...present.filter(({ id }) => !gone.has(id)), ...put];
    const digest = informationDigest();
    for (const item of present) digest.add(itemHash(item));
    const delta = Buffer.from(key.sign({ kind: 'information-delta/1', from: version - 1, version, publishedAt, put, removed, synonyms: [], digest: digest.text() }));
    const before = process.cpuUsage();
    deltaMs.push(
      await took(async () => {
        const taken = await engine.accept(delta);
        if (taken !== 'taken') throw new Error(`the delta was ${taken}`);
      }),
    );
    deltaCpuMs.push(cpuMs(before));
  }
  atMost('information: delta of 1,000 items applied, searchable and on disk', median(deltaMs), 'ms', 500, `the first ${deltaMs[0]?.toFixed(0) ?? ''} ms, longest ${Math.max(...deltaMs).toFixed(0)} ms; processor time ${median(deltaCpuMs).toFixed(0)} ms; ${load()}`);
  await engine.settled();
  await engine.close();

  const starts = Array.from({ length: 5 }, () => JSON.parse(execFileSync(process.execPath, [starter, folder, JSON.stringify(key.publicKey), program]).toString()) as Record<'readyMs' | 'readyCpuMs' | 'opened' | 'used' | 'version', number>);
  if (starts.some(({ version }) => version !== 5)) throw new Error('another version was opened');
  atMost('information: first answer after the start, index read by its thread', median(starts.map(({ readyMs }) => readyMs)), 'ms', 500, `longest ${Math.max(...starts.map(({ readyMs }) => readyMs)).toFixed(0)} ms; processor time ${median(starts.map(({ readyCpuMs }) => readyCpuMs)).toFixed(0)} ms; ${load()}`);
  atMost('information: memory that the thread adds to the process, after a search of everything', median(starts.map(({ used }) => used)) / 2 ** 20, 'MB', 120, `${(median(starts.map(({ opened }) => opened)) / 2 ** 20).toFixed(0)} MB when opened`);
}

try {
  await relevance();
  await speed();
  await county();
} finally {
  rmSync(root, { recursive: true, force: true });
}
