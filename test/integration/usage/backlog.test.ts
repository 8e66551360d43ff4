import { gunzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { envelopeHeaderSchema } from '../../../contract/usage/envelope.ts';
import { registerSite } from '../../../county/sites/register.ts';
import { dongmen, openHttpCounty } from '../county/http-county.ts';
import { enrolledTerminal } from '../site/enrolled-terminal.ts';

interface Run {
  readonly first: number;
  readonly last: number;
}

it('what happens while a backlog goes up reaches the county before the end of it, and leaves it without gap or fault', async () => {
  const county = await openHttpCounty();
  onTestFinished(() => county.close());
  await registerSite(county.deps, dongmen);
  const sent: Run[] = [];
  const live: number[] = [];
  const { terminal, journal } = await enrolledTerminal(county, {
    fetch: async (url, init) => {
      if (init?.body instanceof Uint8Array) {
        const [header = ''] = gunzipSync(init.body).toString('utf8').split('\n', 1);
        sent.push(envelopeHeaderSchema.parse(JSON.parse(header)));
        // The backlog has begun to go up: somebody searches.
        if (sent.length === 1) live.push((await terminal.recorder.record({ type: 'operator.unlocked', data: {} })).seq);
      }
      return fetch(url, init);
    },
  });
  await Promise.all(Array.from({ length: 5000 }, () => terminal.recorder.record({ type: 'operator.refused', data: { failures: 1 } })));
  terminal.uploader.start();
  await expect.poll(() => terminal.uploader.state(), { timeout: 40_000 }).toMatchObject({ confirmed: 5001, problem: null });
  const place = sent.findIndex(({ first }) => first === live[0]);
  expect(place).toBeGreaterThan(0);
  expect(sent.slice(place + 1).some(({ last }) => last === 5000)).toBe(true);

  const rows = await county.deps.database.tables.selectFrom('journal_lines').select('seq').where('journal', '=', journal).execute();
  expect(rows).toHaveLength(5001);
  expect(terminal.journal.confirmed).toMatchObject(terminal.journal.last);
});
