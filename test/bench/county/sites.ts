import { randomUUID } from 'node:crypto';
import { createMachineToken } from '../../../county/accounts/machine-tokens.ts';
import { readConfig } from '../../../county/config.ts';
import { openCounty } from '../../../county/county.ts';
import type { CountyDeps } from '../../../county/deps.ts';
import { hashToken } from '../../../county/sites/terminal-token.ts';
import { JournalMaker } from '../../integration/county/journal-maker.ts';

const SITES_A_TOWNSHIP = 8;

/** A terminal at a site of its own. */
export interface Sender {
  readonly maker: JournalMaker;
  readonly token: string;
}

/** A county on these settings, opened in this process. Its owner closes the database. */
export function openHere(environment: Readonly<Record<string, string>>): Promise<CountyDeps> {
  return openCounty(readConfig({ 'log-level': 'silent' }, environment));
}

export function machineToken(deps: CountyDeps): Promise<string> {
  return createMachineToken(deps, 'bench');
}

/** Enters terminals number `from` to `from + count - 1`, each with a site. Entered directly: enrolling is not what is measured. */
export async function enterTerminals({ database, now }: CountyDeps, from: number, count: number): Promise<readonly Sender[]> {
  const numbers = Array.from({ length: count }, (_, index) => from + index);
  const townshipOf = (number: number): string => `township-${Math.floor(number / SITES_A_TOWNSHIP)}`;
  const senders = numbers.map((number) => ({ maker: new JournalMaker(`site-${number}`), token: randomUUID() }));
  await database.transaction(async (queries) => {
    const townships = [...new Set(numbers.map(townshipOf))].map((id) => ({ id, name: JSON.stringify({ 'zh-CN': id }) }));
    await queries.insertInto('townships').values(townships).onConflict((conflict) => conflict.doNothing()).execute();
    await queries.insertInto('sites').values(numbers.map((number) => ({ site: `site-${number}`, township: townshipOf(number), name: JSON.stringify({ 'zh-CN': `${number} 号村` }) }))).execute();
    await queries
      .insertInto('terminals')
      .values(senders.map(({ maker, token }) => ({ journal: maker.journal, terminal: maker.terminal, site: maker.site, public_key_x: maker.publicKeyX, token_hash: hashToken(token), enrolled_at: now(), version: 'bench' })))
      .execute();
  });
  return senders;
}
