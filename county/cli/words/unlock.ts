import { nameKey } from '../../accounts/accounts.ts';
import { changeAccount } from '../../accounts/change-account.ts';
import { commandLine } from '../../audit/record.ts';
import { InputError } from '../../input.ts';
import type { DataWord } from '../word.ts';

export const unlock: DataWord = {
  kind: 'data',
  name: 'unlock',
  takes: [{ name: 'NAME' }],
  summary: 'Let a person in again who has to wait after too many failures to sign in',
  details: ['The password stays as it is. For one that is lost, “setup” prints a link.'],
  run: async (deps, [name = ''], say) => {
    const found = await deps.database.tables.selectFrom('accounts').select('account').where('name_key', '=', nameKey(name)).executeTakeFirst();
    if (found === undefined) throw new InputError([`Nobody has an account called ${name}.`]);
    await changeAccount(deps.database, found.account, { unlock: true }, commandLine, deps.now());
    say(`${name} may sign in again.`);
  },
};
