import { provideElectron } from '../bench/common/electron.ts';
import { play } from './common/report.ts';
import { groupKills } from './viewing/group-kills.ts';
import { selfKills } from './viewing/self-kills.ts';

/** The power goes while people watch, in the real program: everybody who was counted is still there, and at most five seconds of the film are lost. */
const electron = await provideElectron();
try {
  await play([
    { name: 'group', run: (chaos) => groupKills({ ...chaos, kills: 24 }) },
    { name: 'self', run: (chaos) => selfKills({ ...chaos, kills: 12 }) },
  ]);
} finally {
  await electron.end();
}
