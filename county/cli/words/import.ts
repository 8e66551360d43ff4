import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { MAX_ENVELOPE_BYTES } from '../../../contract/usage/envelope.ts';
import type { CountyDeps } from '../../deps.ts';
import { CountyError } from '../../errors.ts';
import { ingestEnvelope } from '../../ingest/ingest.ts';
import { InputError, messageOf } from '../../input.ts';
import type { DataWord, Say } from '../word.ts';

export const importEnvelopes: DataWord = {
  kind: 'data',
  name: 'import',
  takes: [{ name: 'ENVELOPE', isPath: true, many: true }],
  summary: 'Take in envelopes of usage records that came on a stick',
  details: [
    'The order makes no difference, and an envelope that was taken in before changes nothing. Beside each one a file with',
    '“.receipt” after its name is written: carried back to the terminal, it tells what has arrived.',
  ],
  run: async (deps, paths, say) => {
    const faults: string[] = [];
    for (const path of paths) {
      const fault = await importOne(deps, path, say);
      if (fault !== null) faults.push(`${path}: ${fault}`);
    }
    if (faults.length > 0) throw new InputError(faults);
  },
};

/** Returns why the envelope was not taken in; the others are all the same. */
async function importOne(deps: CountyDeps, path: string, say: Say): Promise<string | null> {
  try {
    if ((await stat(path)).size > MAX_ENVELOPE_BYTES) return `it is larger than an envelope can be (${MAX_ENVELOPE_BYTES} bytes)`;
    const { receipt, site, stored, faulty } = await ingestEnvelope(deps, await readFile(path), 'stick');
    await writeWhole(`${path}.receipt`, receipt);
    say(`${path}: ${stored} new lines from ${site}${faulty > 0 ? `, ${faulty} of them cannot be counted` : ''}.`);
    return null;
  } catch (error) {
    if (error instanceof CountyError || (error instanceof Error && 'syscall' in error)) return messageOf(error);
    throw error;
  }
}

/** A stick is pulled out at any moment: the receipt is there whole or not at all. */
async function writeWhole(path: string, text: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  await writeFile(aside, text, { flush: true });
  await rename(aside, path);
}
