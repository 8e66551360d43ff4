import { createHash } from 'node:crypto';
import { cp, readdir, readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { buildApp } from '../../../county/app.ts';
import { readConfig } from '../../../county/config.ts';
import { openDatabase } from '../../../county/database/database.ts';
import type { CountyDeps } from '../../../county/deps.ts';
import { ingestEnvelope } from '../../../county/ingest/ingest.ts';
import { openKeys } from '../../../county/keys.ts';
import { registerSite } from '../../../county/sites/register.ts';
import { hashToken } from '../../../county/sites/terminal-token.ts';

// A real county on a folder of its own, listening on loopback. What it holds is asked for over the channel to its parent.

const [data = '', template = '', ...identity] = process.argv.slice(2);
const [journal = '', terminal = '', publicKeyX = '', token = ''] = identity;
const folder = join(data, 'database');
if (!existsSync(folder)) await cp(template, folder, { recursive: true });

const config = readConfig({ data, 'log-level': 'silent', 'requests-per-minute': '1000000' }, {});
const deps: CountyDeps = { database: await openDatabase({ folder }), keys: await openKeys(config.keyFile), now: () => new Date(), config };
const site = { id: 'dongmen', name: { 'zh-CN': '东门村' }, township: { id: 'chenhu', name: { 'zh-CN': '陈湖镇' } } };
await registerSite(deps, site);
await deps.database.tables
  .insertInto('terminals')
  .values({ journal, terminal, site: site.id, public_key_x: publicKeyX, token_hash: hashToken(token), enrolled_at: deps.now(), version: 'chaos' })
  .onConflict((conflict) => conflict.doNothing())
  .execute();
const app = await buildApp(deps);
const url = await app.listen({ host: '127.0.0.1', port: 0 });

const askSchema = z.discriminatedUnion('ask', [
  z.strictObject({ ask: z.literal('lines'), from: z.number() }),
  z.strictObject({ ask: z.literal('take-in'), stick: z.string(), reversed: z.boolean() }),
]);

process.on('message', (message) => {
  void answer(askSchema.parse(message)).then((result) => process.send?.(result));
});
process.send?.({ url, publicKey: deps.keys.publicKey });

async function answer(asked: z.infer<typeof askSchema>): Promise<unknown> {
  if (asked.ask === 'lines') {
    const rows = await deps.database.tables.selectFrom('journal_lines').select(['seq', 'line']).where('journal', '=', journal).where('seq', '>=', asked.from).orderBy('seq').execute();
    return rows.map(({ seq, line }) => `${seq} ${createHash('sha256').update(line).digest('hex')}`);
  }
  const names = (await readdir(asked.stick)).filter((name) => name.endsWith('.usage')).sort();
  for (const name of asked.reversed ? names.reverse() : names) await ingestEnvelope(deps, await readFile(join(asked.stick, name)), 'stick');
  return names.length;
}
