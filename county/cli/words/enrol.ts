import { findSite } from '../../sites/register.ts';
import { issueEnrolmentCode } from '../../sites/enrolment-codes.ts';
import type { DataWord } from '../word.ts';

export const enrol: DataWord = {
  kind: 'data',
  name: 'enrol',
  takes: [{ name: 'SITE' }],
  summary: 'Print a one-time code that sets up one terminal at a site',
  details: ['The code is typed at the terminal, once, within seven days. It also pins this county’s key, so it must reach the site unread.'],
  run: async (deps, [siteId = ''], say) => {
    const site = await findSite(deps.database.tables, siteId);
    const { code, expiresAt } = await issueEnrolmentCode(deps, siteId);
    say(code);
    say(`For one terminal at ${site.name['zh-CN']} (${siteId}), until ${expiresAt.toLocaleString('sv-SE')}.`);
  },
};
