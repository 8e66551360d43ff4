import { createMachineToken } from '../../accounts/machine-tokens.ts';
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
