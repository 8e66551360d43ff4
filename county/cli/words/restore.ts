import { restoreCounty } from '../../backup/restore.ts';
import type { ProcessWord } from '../word.ts';

export const restore: ProcessWord = {
  kind: 'process',
  name: 'restore',
  takes: [{ name: 'FOLDER', isPath: true }],
  summary: 'Make an empty data folder anew from the newest backup in a folder, or from one that is named',
  details: [
    'Terminals send again what the county has lost since, by themselves. Everything is published under new versions, because',
    'terminals refuse what is older than what they have. A terminal that was enrolled since the backup needs a new code.',
  ],
  options: {},
  optionsHelp: [],
  run: async (config, [folder = ''], _options, say) => {
    const { madeAt, content } = await restoreCounty(config, folder);
    say(`${config.data} is the county of ${madeAt} again, with ${content.length} program files.`);
  },
};
