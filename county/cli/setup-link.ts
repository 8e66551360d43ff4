import { createSetupToken } from '../accounts/setup.ts';
import type { CountyDeps } from '../deps.ts';

/**
 * Address at which an administrator chooses name and password, once, within a day. What stands behind `#` stays in the
 * browser and in no log.
 */
export async function setupLink(deps: CountyDeps, url: string): Promise<string> {
  return `${url}/#setup=${await createSetupToken(deps)}`;
}
