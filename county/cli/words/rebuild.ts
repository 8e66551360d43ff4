import { rebuildProjections } from '../../reports/rebuild.ts';
import type { DataWord } from '../word.ts';

export const rebuild: DataWord = {
  kind: 'data',
  name: 'rebuild',
  takes: [],
  summary: 'Count all figures anew from the recorded lines',
  details: ['The lines themselves are never touched. Reports and uploads go on meanwhile. When it is broken off, do it again.'],
  run: async (deps, _given, say) => {
    const { journals, lines } = await rebuildProjections(deps);
    say(`The figures of ${journals} journals are counted anew from ${lines} lines.`);
  },
};
