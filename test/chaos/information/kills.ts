import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import type { Chaos } from '../common/report.ts';
import { openHere } from './opened.ts';
import { itemIn, ITEMS, itemsIn } from './versions.ts';

export interface KillsOptions extends Chaos {
  readonly rounds: number;
  /** The writer's program. */
  readonly writer: string;
}

/** Kills a process that takes versions, at random moments. What is there then is one version, whole: the last taken or the next. */
export async function kills({ random, folder, passed, rounds, writer }: KillsOptions): Promise<void> {
  const key = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  let [before, taken] = [0, 0];
  for (let round = 0; round < rounds; round++) {
    const child = spawn(process.execPath, [writer, folder, JSON.stringify(key), String(random.pick([0, 0.2, 0.6]))], { stdio: ['ignore', 'pipe', 'pipe'] });
    let [output, errors] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    const closed = once(child, 'close');
    // After so many versions: while it opens, while it takes the first, and so on.
    const lines = random.pick([0, 1, 2, 2, 3, 4]);
    while (output.split('\n').length <= lines && child.exitCode === null) await Promise.race([once(child.stdout, 'data'), closed]);
    await new Promise((resolve) => setTimeout(resolve, random.next() * 80));
    child.kill('SIGKILL');
    await closed;
    assert.equal(errors, '');
    const noted = output.split('\n').slice(0, -1).filter((line) => line !== 'open').map(Number);
    const last = noted.at(-1) ?? before;
    const information = await openHere(folder, key);
    const version = information.version();
    assert.ok(version === last || version === last + 1, `version ${version} is there after ${last} was taken`);
    for (let index = 0; index < ITEMS; index++) assert.deepEqual(await information.item(`item-${index}`), itemIn(index, version), `item ${index} of version ${version}`);
    const there = itemsIn(version).length;
    if (version > 0) for (const query of ['', '马铃薯', 'mls', '土豆']) assert.equal((await information.find(query, null, 10)).count, there, `found by “${query}” in version ${version}`);
    await information.close();
    [before, taken] = [version, taken + noted.length];
    passed();
  }
  assert.ok(taken > rounds / 3, 'the writers hardly took a version');
  console.log(`  ${taken} versions were taken before a kill`);
}
