import { paths } from '../../../contract/http.ts';
import { ENVELOPE_MEDIA_TYPE } from '../../../contract/usage/envelope.ts';

/** An envelope on its way, with the token of the terminal that sends it. */
export interface Posted {
  readonly token: string;
  readonly body: Buffer;
}

/** Sends all of them, so many at a time, by turns to these counties. Rejects at the first answer that is no receipt. */
export async function sendAll(envelopes: readonly Posted[], counties: readonly string[], atOnce: number): Promise<void> {
  let next = 0;
  const sender = async (): Promise<void> => {
    for (let index = next++; index < envelopes.length; index = next++) {
      const posted = envelopes[index];
      if (posted === undefined) return;
      const answer = await fetch(`${counties[index % counties.length] ?? ''}${paths.usage}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${posted.token}`, 'content-type': ENVELOPE_MEDIA_TYPE },
        body: new Uint8Array(posted.body),
      });
      const text = await answer.text();
      if (answer.status !== 200) throw new Error(`an envelope was answered with ${answer.status}: ${text}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, sender));
}

/** Asks for the summary of a year over and over until `until` resolves, at least three times; the milliseconds of each. */
export async function summariesUntil(county: string, token: string, until: Promise<unknown>): Promise<readonly number[]> {
  const state = { ended: false };
  const noted = until.finally(() => (state.ended = true));
  noted.catch(() => undefined); // Its owner awaits it too.
  const each: number[] = [];
  while (!state.ended || each.length < 3) {
    const started = performance.now();
    const answer = await fetch(`${county}${paths.summary}?from=2026-01-01&to=2026-12-31`, { headers: { authorization: `Bearer ${token}` } });
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`the summary was answered with ${answer.status}`);
    each.push(performance.now() - started);
  }
  return each;
}
