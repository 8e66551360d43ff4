import type { JsonWebKey } from 'node:crypto';
import { publicKeySchema } from '../../../contract/site/enrolment.ts';
import { openInformation } from '../../../electron/information/information.ts';
import type { Information } from '../../../electron/information/information.ts';
import { systemClock } from '../../../electron/site/clock.ts';

/** The wealth information in a folder, as a terminal opens it. Whatever goes wrong is an error. */
export function openHere(folder: string, key: JsonWebKey): Promise<Information> {
  const fail = (what: unknown): never => {
    throw what instanceof Error ? what : new Error(JSON.stringify(what));
  };
  const { kty, crv, x } = key;
  return openInformation({ folder, countyKey: publicKeySchema.parse({ kty, crv, x }), clock: systemClock(), onProblem: fail, onFault: fail });
}
