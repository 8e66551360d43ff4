import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { testCatalogue, testIssue } from '../../support/terminal/issue-content.ts';
import { countyKey } from '../../support/terminal/signing.ts';
import type { Chaos } from '../common/report.ts';
import { HostileCounty } from './hostile-county.ts';
import { assertRecordedOnce, assertWhole, flipBit, TerminalProcess } from './terminal.ts';

export interface DamageOptions extends Chaos {
  readonly rounds: number;
  readonly filmBytes: number;
  readonly chunkBytes: number;
  readonly terminal: string;
}

/** The disk flips bits of files that were verified long ago: looking again finds them, and only their chunks are fetched. */
export async function damage({ random, folder, passed, rounds, filmBytes, chunkBytes, terminal }: DamageOptions): Promise<void> {
  const key = countyKey();
  const sent = { bytes: 0, broken: 0, killed: 0 };
  const county = new HostileCounty(random, sent);
  [county.isHostile, county.paceMs] = [false, 0];
  const url = await county.listen();
  const issue = testIssue(key, [filmBytes, filmBytes], { chunkBytes });
  county.publish(issue, testCatalogue(key, 1, [issue]).text);
  const child = new TerminalProcess([terminal, folder, url, key.publicKey.x, String(256 * 1024 ** 2)]);
  try {
    child.start();
    await child.untilHere(60_000);
    await pause(200); // The record of it follows.
    for (let round = 0; round < rounds; round += 1) {
      await child.kill();
      const before = sent.bytes;
      const flips = random.whole(1, 4);
      for (let flip = 0; flip < flips; flip += 1) await flipBit(join(folder, 'programs/content'), random);
      child.start();
      await untilMended(folder, issue);
      await child.untilHere(60_000);
      const fetched = sent.bytes - before;
      assert.ok(fetched > 0 && fetched <= flips * chunkBytes, `${fetched} bytes were fetched for ${flips} flipped bits`);
      passed();
    }
    await child.kill();
    await assertRecordedOnce(folder);
  } finally {
    await child.kill();
    await county.close();
  }
}

async function untilMended(folder: string, issue: Parameters<typeof assertWhole>[1]): Promise<void> {
  const endMs = performance.now() + 60_000;
  for (;;) {
    try {
      await assertWhole(folder, issue);
      return;
    } catch (error) {
      if (performance.now() > endMs) throw error; // Until then it may still be on its way.
    }
    await pause(100);
  }
}
