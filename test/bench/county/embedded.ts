import { ServingCounty } from '../../support/county/serving.ts';
import { recordBusyDay } from '../../support/county/evening.ts';
import { quantile, report } from '../common/measure.ts';
import { enterTerminals, machineToken, openHere } from './sites.ts';
import { sendAll, summariesUntil } from './traffic.ts';

/** A county's year on the embedded database: some 1,100 group viewings and 12,000 person-times among these sites. */
const SITES = 150;
const DAYS_A_SITE = 10;
const MB = 2 ** 20;

/** The county with its embedded database takes in a year of its sites, and answers meanwhile and afterwards. */
export async function benchEmbedded({ program, data }: { readonly program: string; readonly data: string }): Promise<void> {
  const environment = { COUNTY_DATA: data };
  const deps = await openHere(environment);
  const senders = await enterTerminals(deps, 0, SITES);
  const token = await machineToken(deps);
  await deps.database.close();
  const county = new ServingCounty(program, environment);
  await county.start();
  try {
    const [milliseconds, summaries] = [[] as number[], [] as number[]];
    let highest = 0;
    for (const [index, { maker, token: own }] of senders.entries()) {
      const envelopes = [];
      for (let day = 0; day < DAYS_A_SITE; day++) {
        const first = maker.lines.length + 1;
        recordBusyDay(maker, (index * 7 + day * 36) % 365);
        envelopes.push({ token: own, body: maker.envelope(first) });
      }
      const started = performance.now();
      const sending = sendAll(envelopes, [county.url], 1);
      if (index < SITES - 5) await sending;
      else summaries.push(...(await summariesUntil(county.url, token, sending)));
      milliseconds.push(performance.now() - started);
      highest = Math.max(highest, await county.residentBytes());
    }
    const events = SITES * DAYS_A_SITE * 400;
    const perSecond = Math.round((DAYS_A_SITE * 400 * 1000) / quantile(milliseconds, 0.5));
    report({ bench: 'county: summary of a county’s year on the embedded database while records come in, 95th percentile', ours: quantile(summaries, 0.95), peer: 300, unit: 'ms', goal: 1, note: `${events} events of ${SITES} sites; median ${quantile(summaries, 0.5).toFixed(0)} ms; ${perSecond} events a second when nothing is asked` });
    report({ bench: 'county: memory of the county’s process with the embedded database, highest', ours: highest / MB, peer: 600, unit: 'MB', goal: 1 });
  } finally {
    await county.stop();
  }
}
