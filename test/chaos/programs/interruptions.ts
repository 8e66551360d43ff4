import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { testCatalogue, testIssue } from '../../support/terminal/issue-content.ts';
import { countyKey } from '../../support/terminal/signing.ts';
import type { Chaos } from '../common/report.ts';
import { HostileCounty } from './hostile-county.ts';
import { assertRecordedOnce, assertWhole, flipBit, TerminalProcess } from './terminal.ts';

export interface InterruptionsOptions extends Chaos {
  readonly rounds: number;
  /** Share of the interruptions that kill the terminal; the others cut the line. */
  readonly killShare: number;
  readonly films: readonly number[];
  readonly chunkBytes: number;
  /** The terminal's program. */
  readonly terminal: string;
}

const MEGABYTE = 1024 ** 2;
/** Those that a terminal has at a time. */
const CONNECTIONS = 4;

/**
 * An issue comes from a county and a mirror that are both hostile, while the terminal is killed, the line is cut and the
 * disk flips bits of what has come. At the end every file is right, the issue is recorded once, and no more was sent twice
 * than a chunk for each broken connection, for each connection of a terminal that is killed, and for each flipped bit.
 */
export async function interruptions({ random, folder, passed, rounds, killShare, films, chunkBytes, terminal }: InterruptionsOptions): Promise<void> {
  const key = countyKey();
  const sent = { bytes: 0, broken: 0, killed: 0 };
  const [county, mirror] = [new HostileCounty(random, sent), new HostileCounty(random, sent)];
  const [url, mirrorUrl] = [await county.listen(), await mirror.listen()];
  const issue = testIssue(key, films, { chunkBytes, mirrors: [`${mirrorUrl}/files`] });
  const catalogue = testCatalogue(key, 1, [issue]).text;
  for (const server of [county, mirror]) server.publish(issue, catalogue);
  const totalBytes = [...issue.contents.values()].reduce((sum, bytes) => sum + bytes.length, 0);
  const child = new TerminalProcess([terminal, folder, url, key.publicKey.x, String(64 * MEGABYTE)]);
  let [kills, cuts, flips] = [0, 0, 0];
  try {
    child.start();
    for (let round = 0; round < rounds; round += 1) {
      // So much at most between two interruptions that the last of them still finds something under way.
      await untilSent(sent, sent.bytes + random.whole(0, Math.max(1, Math.floor((1.4 * (totalBytes - sent.bytes)) / (rounds - round)))));
      if (!random.chance(killShare)) {
        for (const server of [county, mirror]) server.cut();
        cuts += 1;
      } else {
        for (const server of [county, mirror]) server.expectKill();
        await child.kill();
        kills += 1;
        if (random.chance(0.15) && (await flipBit(join(folder, 'programs/parts'), random))) flips += 1;
        child.start();
      }
      passed();
    }
    for (const server of [county, mirror]) [server.isHostile, server.paceMs] = [false, 0];
    await child.untilHere(120_000);
    await pause(300); // The record of it follows.
    await child.kill();
    await assertWhole(folder, issue);
    await assertRecordedOnce(folder);
    const twice = sent.bytes - totalBytes;
    // A kill may take a chunk of each connection, also where the server is through with its answer: it was not yet on the disk.
    const allowed = (sent.broken + kills * CONNECTIONS + flips) * chunkBytes;
    console.log(`  ${(totalBytes / MEGABYTE).toFixed(0)} MB: ${kills} kills, ${cuts} cuts, ${sent.broken} broken connections, ${flips} flipped bits; sent twice ${(twice / MEGABYTE).toFixed(1)} MB, of ${(allowed / MEGABYTE).toFixed(1)} allowed`);
    assert.ok(twice <= allowed, `${twice} bytes were sent twice, more than ${allowed}`);
    assert.ok(sent.killed + sent.broken >= kills, 'hardly anything was under way when it was killed');
    passed();
  } finally {
    await child.kill();
    await Promise.all([county.close(), mirror.close()]);
  }
}

/** Resolves when so many bytes were sent, or none were for two seconds. */
async function untilSent(sent: { readonly bytes: number }, bytes: number): Promise<void> {
  for (let [last, sinceMs] = [sent.bytes, performance.now()]; sent.bytes < bytes && performance.now() - sinceMs < 2000; ) {
    await pause(5);
    if (sent.bytes > last) [last, sinceMs] = [sent.bytes, performance.now()];
  }
}
