import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { emptyHead } from '../../../contract/usage/chain.ts';
import { assertChain, linesFrom, numberOf, openRecords } from './records.ts';
import type { Chaos } from '../common/report.ts';

export interface KillsOptions extends Chaos {
  readonly rounds: number;
  /** The writer's program. */
  readonly writer: string;
}

interface Acknowledged {
  readonly number: number;
  readonly seq: number;
  readonly prev: string;
}

/** Kills a writing process at random moments, its opening included. Every acknowledged event is there once, in its place. */
export async function kills({ random, folder, passed, rounds, writer }: KillsOptions): Promise<void> {
  let [checked, nextNumber, acknowledged] = [emptyHead, 1, 0];
  for (let round = 0; round < rounds; round++) {
    const noted = await writeUntilKilled(writer, [folder, String(nextNumber), random.pick(['1', '3', '40'])], {
      afterOpening: random.chance(0.85),
      delayMs: random.next() * 60,
    });
    const journal = await openRecords(folder);
    const lines = await linesFrom(journal, checked.seq + 1);
    assertChain(lines, checked);
    const found = new Map<number, { readonly seq: number; readonly prev: string }>();
    for (const line of lines) {
      const number = numberOf(line);
      if (number === null) continue;
      assert.ok(!found.has(number) && number >= nextNumber, `event ${number} is there twice`);
      found.set(number, { seq: line.seq, prev: line.parsed.prev });
    }
    for (const { number, seq, prev } of noted) assert.deepEqual(found.get(number), { seq, prev }, `acknowledged event ${number} is lost or moved`);
    acknowledged += noted.length;
    nextNumber = Math.max(nextNumber - 1, ...found.keys()) + 1;
    checked = journal.last;
    await journal.close();
    passed();
  }
  assert.ok(acknowledged > rounds, 'the writers hardly wrote');
  const journal = await openRecords(folder);
  assertChain(await linesFrom(journal, 1), emptyHead);
  console.log(`  ${acknowledged} events were acknowledged before a kill, ${journal.last.seq} lines are there`);
  await journal.close();
}

async function writeUntilKilled(
  writer: string,
  words: readonly string[],
  moment: { readonly afterOpening: boolean; readonly delayMs: number },
): Promise<readonly Acknowledged[]> {
  const child = spawn(process.execPath, [writer, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [output, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const closed = once(child, 'close');
  if (moment.afterOpening) await Promise.race([once(child.stdout, 'data'), closed]);
  await new Promise((resolve) => setTimeout(resolve, moment.delayMs));
  child.kill('SIGKILL');
  await closed;
  assert.equal(errors, '');
  const lines = output.split('\n').slice(0, -1).filter((line) => line !== 'open');
  return lines.map((line) => {
    const [number = '', seq = '', prev = ''] = line.split(' ');
    return { number: Number(number), seq: Number(seq), prev };
  });
}
