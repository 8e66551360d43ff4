import { isChallengeOf, pinResetCode, readableDigits } from '../../../contract/site/pin-reset.ts';
import { InputError } from '../../input.ts';
import { findSite } from '../../sites/register.ts';
import type { DataWord } from '../word.ts';

export const pinCode: DataWord = {
  kind: 'data',
  name: 'pin-code',
  takes: [{ name: 'SITE' }, { name: 'NUMBER', many: true }],
  summary: 'Answer a terminal whose operator PIN was forgotten',
  details: [
    'NUMBER is what the operator reads out (PIN forgotten, on the screen that asks for the PIN), with or without spaces. The',
    'code works at that terminal alone, once; the operator then chooses a new PIN. Make sure of who is calling.',
  ],
  run: async (deps, [siteId = '', ...digits], say) => {
    const site = await findSite(deps.database.tables, siteId);
    const challenge = digits.join('').replace(/\D/g, '');
    const terminals = await deps.database.tables.selectFrom('terminals').select(['journal', 'token_hash']).where('site', '=', siteId).execute();
    const asking = terminals.filter(({ journal }) => isChallengeOf(challenge, journal));
    if (asking.length === 0) throw new InputError([`No terminal of ${site.name['zh-CN']} (${siteId}) shows this number: have it read out again, all ten digits.`]);
    for (const { token_hash } of asking) say(readableDigits(pinResetCode(token_hash, challenge)));
  },
};
