import { createMachineToken, listMachineTokens, withdrawMachineToken } from '../../accounts/machine-tokens.ts';
import { InputError } from '../../input.ts';
import type { DataWord } from '../word.ts';

const MAX_NAME = 60;

export const token: DataWord = {
  kind: 'data',
  name: 'token',
  takes: [{ name: 'NAME' }],
  summary: 'Print a token with which a machine of this name may read the reports',
  details: ['It is shown this once; the machine sends it as “Authorization: Bearer TOKEN”.'],
  run: async (deps, [name = ''], say) => {
    if (name.trim() === '' || name.length > MAX_NAME) throw new InputError([`A machine’s name has 1 to ${MAX_NAME} characters.`]);
    say(await createMachineToken(deps, name));
  },
};

export const tokens: DataWord = {
  kind: 'data',
  name: 'tokens',
  takes: [],
  summary: 'List the machines that have a token, and when each was last used',
  details: [],
  run: async (deps, _given, say) => {
    const known = await listMachineTokens(deps.database.tables);
    if (known.length === 0) say('No machine has a token.');
    for (const { name, createdAt, usedAt } of known) say(`${name}: made ${createdAt}, ${usedAt === null ? 'never used' : `last used about ${usedAt}`}`);
  },
};

export const withdrawToken: DataWord = {
  kind: 'data',
  name: 'withdraw-token',
  takes: [{ name: 'NAME' }],
  summary: 'End the token of the machine of this name at once',
  details: [],
  run: async (deps, [name = ''], say) => {
    await withdrawMachineToken(deps, name);
    say(`The token of ${name} has ended.`);
  },
};
