import { backUp } from '../../backup/backup.ts';
import type { DataWord } from '../word.ts';
import { inMegabytes } from './sizes.ts';

export const backup: DataWord = {
  kind: 'data',
  name: 'backup',
  takes: [{ name: 'FOLDER', isPath: true }],
  summary: 'Make a backup of everything into a folder of backups',
  details: [
    'Each backup is a folder named by its time; program files lie once for all of them, so the next backup is quick.',
    'It holds the county’s private key and people’s names: keep it as safe as the county itself.',
  ],
  run: async (deps, [folder = ''], say) => {
    const { set, files, bytes, copied } = await backUp(deps, folder);
    say(`${set}: the database, the key, and ${files} program files (${inMegabytes(bytes)}), ${copied} of them new.`);
  },
};
