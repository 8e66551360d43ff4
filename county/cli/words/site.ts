import { parseJsonInput, readInput } from '../../input.ts';
import { registerSite, sitesFileSchema } from '../../sites/register.ts';
import type { DataWord } from '../word.ts';

const MAX_BYTES = 64 * 1024 * 1024;

export const site: DataWord = {
  kind: 'data',
  name: 'site',
  takes: [{ name: 'FILE', isPath: true }],
  summary: 'Register the sites that a file names, or take up their new names',
  details: [
    'The file is JSON, one site or a list of them:',
    '  {"id": "dongmen", "name": {"zh-CN": "东门村", "en": "Dongmen Village"},',
    '   "township": {"id": "chenhu", "name": {"zh-CN": "陈湖镇", "en": "Chenhu Township"}}}',
  ],
  run: async (deps, [file = ''], say) => {
    const sites = parseJsonInput(file, await readInput(file, { maxBytes: MAX_BYTES }), sitesFileSchema);
    for (const one of sites) {
      await registerSite(deps, one);
      say(`${one.id}: ${one.name['zh-CN']}, ${one.township.name['zh-CN']}`);
    }
  },
};
