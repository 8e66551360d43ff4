import type { JsonWebKey } from 'node:crypto';
import { writeSync } from 'node:fs';
import { openHere } from './opened.ts';
import { signedBase, signedDelta } from './versions.ts';

// Takes one version after the other, most as deltas and some as whole bases, until it is killed. Notes each on standard
// output once it is taken.

const [folder = '', key = '{}', wholeShare = '0.2'] = process.argv.slice(2);
const secret = JSON.parse(key) as JsonWebKey;
const information = await openHere(folder, secret);
writeSync(1, 'open\n');
for (let version = information.version() + 1; ; version++) {
  const whole = version === 1 || Math.random() < Number(wholeShare);
  const taken = await information.accept(whole ? signedBase(version, secret) : signedDelta(version, secret));
  if (taken !== 'taken') throw new Error(`version ${version} was ${taken}`);
  writeSync(1, `${version}\n`);
}
