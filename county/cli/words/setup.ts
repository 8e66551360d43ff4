import { setupLink } from '../setup-link.ts';
import type { DataWord } from '../word.ts';

export const setup: DataWord = {
  kind: 'data',
  name: 'setup',
  takes: [],
  summary: 'Print a link with which you get in as administrator, also when a password is lost',
  details: ['The link works once, within a day, and makes or mends the account whose name is given there.'],
  run: async (deps, _given, say) => {
    const { publicUrl, host, port } = deps.config;
    say(await setupLink(deps, publicUrl ?? `http://${host}:${port}`));
  },
};
