import { readFile, stat } from 'node:fs/promises';
import { MAX_ENVELOPE_BYTES } from '../../../contract/usage/envelope.ts';
import type { CountyDeps } from '../../deps.ts';
import { CountyError } from '../../errors.ts';
import { InputError, messageOf } from '../../input.ts';
import { findEnvelopes, receiptFile, writeWhole } from '../../records/stick-files.ts';
import { takeIn } from '../../records/take-in.ts';
import type { TakenIn } from '../../records/schemas.ts';
import type { DataWord, Say } from '../word.ts';

export const importEnvelopes: DataWord = {
  kind: 'data',
  name: 'import',
  takes: [{ name: 'FOLDER', isPath: true, many: true }],
  summary: 'Take in the usage records on a stick',
  details: [
    'FOLDER is the stick’s root, or any folder or file of envelopes (.usage); several may be given. The order makes no',
    'difference, and an envelope that was taken in before changes nothing: when it is broken off, do it again.',
    'Beside each envelope a file with “.receipt” after its name is written: carried back to the terminal, it tells what has',
    'arrived. Ends with 1 when an envelope could not be taken in; the others are all the same.',
  ],
  run: async (deps, paths, say) => {
    const listed = await listEnvelopes(paths);
    const faults: string[] = [];
    const totals = { files: 0, stored: 0, known: 0, faulty: 0 };
    const all = listed.filter(({ fault }) => fault === null).length;
    let at = 0;
    for (const { path, fault } of listed) {
      at += fault === null ? 1 : 0;
      const taken = fault ?? (await takeInOne(deps, path, `[${at}/${all}] `, say));
      if (typeof taken === 'string') faults.push(`${path}: ${taken}`);
      else {
        totals.files += 1;
        for (const name of ['stored', 'known', 'faulty'] as const) totals[name] += taken[name];
      }
    }
    say(`${totals.files} of ${all} envelopes are taken in: ${totals.stored} new lines, ${totals.known} known before, ${totals.faulty} that cannot be counted.`);
    if (faults.length > 0) throw new InputError(faults);
  },
};

/** Each envelope once, in the order given, and in their places the paths that lead to none, with the reason. */
async function listEnvelopes(paths: readonly string[]): Promise<readonly { readonly path: string; readonly fault: string | null }[]> {
  const listed = new Map<string, string | null>();
  for (const path of paths) {
    try {
      const found = await findEnvelopes(path);
      if (found.length === 0) listed.set(path, 'there is no envelope (.usage) in it');
      for (const envelope of found) listed.set(envelope, null);
    } catch (error) {
      if (!(error instanceof Error && 'syscall' in error)) throw error;
      listed.set(path, messageOf(error));
    }
  }
  return [...listed].map(([path, fault]) => ({ path, fault }));
}

/** What an envelope brought, or why it could not be taken in. */
async function takeInOne(deps: CountyDeps, path: string, place: string, say: Say): Promise<TakenIn | string> {
  let taken: TakenIn;
  try {
    if ((await stat(path)).size > MAX_ENVELOPE_BYTES) return `it is larger than an envelope can be (${MAX_ENVELOPE_BYTES} bytes)`;
    taken = await takeIn(deps, await readFile(path), null);
  } catch (error) {
    if (error instanceof CountyError || (error instanceof Error && 'syscall' in error)) return messageOf(error);
    throw error;
  }
  const { stored, known, faulty, site, first, last } = taken;
  say(`${place}${path}: lines ${first} to ${last} of ${site}, ${stored} new, ${known} known before${faulty > 0 ? `, ${faulty} that cannot be counted` : ''}.`);
  try {
    await writeWhole(receiptFile(path), taken.receipt);
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return `its lines are taken in, but the receipt could not be written: ${messageOf(error)}`;
    throw error;
  }
  return taken;
}
