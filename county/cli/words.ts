import type { DataWord, Word } from './word.ts';
import { backup } from './words/backup.ts';
import { enrol } from './words/enrol.ts';
import { importEnvelopes } from './words/import.ts';
import { information } from './words/information.ts';
import { pinCode } from './words/pin-code.ts';
import { publish } from './words/publish.ts';
import { rebuild } from './words/rebuild.ts';
import { release, releaseStick, withdrawReleaseWord } from './words/release.ts';
import { restore } from './words/restore.ts';
import { roster } from './words/roster.ts';
import { serve } from './words/serve.ts';
import { setup } from './words/setup.ts';
import { site } from './words/site.ts';
import { stick } from './words/stick.ts';
import { token, tokens, withdrawToken } from './words/token.ts';
import { unlock } from './words/unlock.ts';
import { bringBack, withdraw } from './words/withdraw.ts';
import { xapi } from './words/xapi.ts';

const dataWords: readonly DataWord[] = [site, roster, publish, withdraw, bringBack, stick, information, enrol, setup, unlock, token, tokens, withdrawToken, importEnvelopes, rebuild, xapi, backup, release, withdrawReleaseWord, releaseStick, pinCode];

/** Every word of the command line, in the order in which the help shows them. */
export const words: readonly Word[] = [serve(dataWords), ...dataWords, restore];
