import { randomInt } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Random } from './random.ts';

/** What a scenario works with. */
export interface Chaos {
  readonly random: Random;
  /** An empty folder on the project's disk. */
  readonly folder: string;
  /** Counts a round that went well. */
  readonly passed: () => void;
}

/** One thing that is done to the records; throws as soon as a round goes wrong. */
export interface Scenario {
  readonly name: string;
  readonly run: (chaos: Chaos) => Promise<void>;
}

/** Thrown by a scenario that cannot be played on this machine. */
export class NotHere extends Error {}

/**
 * Plays the scenarios named on the command line (default: all) with `--seed N` (default: a random one), and prints the
 * seed, a line for each scenario, and as the last line how many rounds passed and failed.
 */
export async function play(scenarios: readonly Scenario[]): Promise<void> {
  const words = process.argv.slice(2);
  const at = words.indexOf('--seed');
  const seed = at === -1 ? randomInt(2 ** 31) : Number(words.splice(at, 2)[1]);
  const chosen = scenarios.filter(({ name }) => words.length === 0 || words.includes(name));
  console.log(`seed ${seed}   (scenarios: ${scenarios.map(({ name }) => name).join(', ')})`);
  let [passed, failed] = [0, 0];
  await mkdir('out', { recursive: true });
  for (const { name, run } of chosen) {
    const folder = await mkdtemp(join('out', `chaos-${name}-`));
    const [started, before] = [performance.now(), passed];
    try {
      await run({ random: new Random(seed), folder, passed: () => (passed += 1) });
      console.log(`${name}: ${passed - before} rounds, ${((performance.now() - started) / 1000).toFixed(1)} s`);
      await rm(folder, { recursive: true, force: true });
    } catch (error) {
      if (error instanceof NotHere) {
        console.log(`${name}: not played here: ${error.message}`);
        await rm(folder, { recursive: true, force: true });
        continue;
      }
      failed += 1;
      console.error(`${name}: failed in round ${passed - before + 1}; what it left is in ${folder}\n`, error);
    }
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}
