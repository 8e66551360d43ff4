import { strict as assert } from 'node:assert';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { publicKeySchema } from '../../../contract/site/enrolment.ts';
import { journalIdSchema } from '../../../contract/usage/journal-line.ts';
import { systemClock } from '../../../electron/site/clock.ts';
import { createCountyClient } from '../../../electron/site/county-client.ts';
import { createHttp } from '../../../electron/site/http.ts';
import { ed25519Signer } from '../../../electron/usage/envelope.ts';
import type { Journal } from '../../../electron/usage/journal.ts';
import { exportRecords } from '../../../electron/usage/stick.ts';
import { createUploader } from '../../../electron/usage/upload.ts';
import type { Uploader } from '../../../electron/usage/upload.ts';
import { linesFrom, numbered, openRecords } from './records.ts';
import type { Chaos } from '../common/report.ts';
import { CountyProcess } from './county-process.ts';
import { openHostileLine } from './hostile-line.ts';

export interface RoundsOptions extends Chaos {
  readonly rounds: number;
  /** The county's program, and an empty database for it. */
  readonly county: string;
  readonly template: string;
  /** Shares of the rounds in which the county is killed, and in which it is set back to an older backup. */
  readonly killShare?: number;
  readonly restoreShare?: number;
}

/**
 * The real uploader and the real county, with a line between them on which anything happens, sticks carried beside it, and
 * either side ended at any moment. After each round the county's rows are the terminal's lines, exactly.
 */
export async function lineRounds({ random, folder, passed, rounds, killShare = 0.06, restoreShare = 0.03, ...options }: RoundsOptions): Promise<void> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const [journalId, terminal, token] = [journalIdSchema.parse(randomUUID()), randomUUID(), randomUUID()];
  const { x } = publicKeySchema.parse(publicKey.export({ format: 'jwk' }));
  const county = new CountyProcess(options.county, folder, [options.template, journalId, terminal, x, token]);
  await mkdir(join(folder, 'data'));
  await county.start();
  await county.kill();
  await county.backUp();
  await county.start();
  const line = await openHostileLine(random);
  line.setCounty(county.url);
  const countyKey = county.publicKey;
  assert.ok(countyKey !== null);

  const sender = { journal: journalId, terminal, site: 'dongmen', sign: ed25519Signer(privateKey), clock: systemClock() };
  const http = createHttp({ fetch, headersMs: 3000, idleMs: 400 });
  const collector = createCountyClient({ http, url: line.url, token, publicKey: countyKey, journal: journalId });
  const start = async (): Promise<{ journal: Journal; uploader: Uploader }> => {
    const journal = await openRecords(join(folder, 'journal'));
    const onFault = (fault: unknown): never => {
      throw fault;
    };
    const uploader = createUploader({ journal, collector, sender, onFault, gatherMs: 2, retryMs: { first: 2, most: 25 } });
    uploader.start();
    return { journal, uploader };
  };

  let { journal, uploader } = await start();
  let [number, checkedSeq] = [0, 0];
  const counts = { kills: 0, restores: 0, restarts: 0, sticks: 0 };
  try {
    for (let round = 1; round <= rounds; round++) {
      line.setFaults(random.pick([0.2, 0.5, 0.8, 1]));
      for (let burst = random.whole(1, 5); burst > 0; burst--) {
        const together = random.pick([1, 3, 10, 120]);
        await Promise.all(Array.from({ length: together }, () => journal.append(numbered(++number))));
        await new Promise((resolve) => setTimeout(resolve, random.next() * 25));
      }
      if (random.chance(0.1)) await carryStick();
      if (random.chance(0.1)) {
        counts.restarts += 1;
        await uploader.stop();
        await journal.close();
        ({ journal, uploader } = await start());
      }
      if (random.chance(killShare)) await endCounty(random.chance(restoreShare / killShare));
      line.setFaults(random.pick([0, 0.2]));
      await settle(round);
      passed();
    }
    checkedSeq = 0;
    await settle(rounds);
    console.log(`  ${journal.last.seq} lines; ${JSON.stringify(counts)}; ${JSON.stringify(Object.fromEntries(line.happened))}`);
  } finally {
    await uploader.stop();
    await journal.close();
    http.close();
    line.close();
    await county.kill();
  }

  /** Ends the county in whatever it is doing; sets it back or keeps a backup of what the end left. */
  async function endCounty(setBack: boolean): Promise<void> {
    await county.kill();
    line.setCounty(null);
    counts.kills += 1;
    if (setBack) {
      counts.restores += 1;
      checkedSeq = 0;
      await county.restore();
    } else if (random.chance(0.3)) await county.backUp();
    await county.start();
    line.setCounty(county.url);
  }

  /** Some or all records go by stick too, perhaps twice, the newest first. */
  async function carryStick(): Promise<void> {
    counts.sticks += 1;
    const stick = join(folder, 'stick');
    await mkdir(stick, { recursive: true });
    await exportRecords({ journal, sender, stick, from: random.whole(1, Math.max(1, journal.last.seq)) });
    const records = join(stick, 'usage-records', journalId);
    await county.takeIn(records, random.chance(0.5));
    if (random.chance(0.3)) await county.takeIn(records, false);
    if (random.chance(0.5)) await rm(stick, { recursive: true });
  }

  /** Waits until the uploader says that the county has everything, and holds it to that. */
  async function settle(round: number): Promise<void> {
    await until(() => {
      const { activity, confirmed } = uploader.state();
      if (activity === 'waiting') uploader.tryNow();
      return activity === 'resting' && confirmed === journal.last.seq;
    }, () => `round ${round}: the upload stays at ${JSON.stringify(uploader.state())} of ${journal.last.seq}`);
    const expected = (await linesFrom(journal, checkedSeq + 1)).map(({ seq, hash }) => `${seq} ${hash}`);
    const stored = await county.lines(checkedSeq + 1);
    // A county that was set back while the uploader rested is asked again at the next turn; here at once.
    if (stored.length !== expected.length) {
      uploader.tryNow();
      await until(async () => (await county.lines(checkedSeq + 1)).length >= expected.length, () => `round ${round}: the county lacks lines`);
    }
    assert.deepEqual(await county.lines(checkedSeq + 1), expected, `round ${round}: the county's rows are not the terminal's lines`);
    checkedSeq = journal.last.seq;
  }
}

async function until(holds: () => boolean | Promise<boolean>, why: () => string): Promise<void> {
  for (const begun = performance.now(); !(await holds()); ) {
    if (performance.now() - begun > 60_000) throw new Error(why());
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
