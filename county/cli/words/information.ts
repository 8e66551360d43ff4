import { publishInformation, readInformationFile } from '../../information/base.ts';
import type { DataWord } from '../word.ts';

export const information: DataWord = {
  kind: 'data',
  name: 'information',
  takes: [{ name: 'FILE', isPath: true }],
  summary: 'Publish the wealth information that a file holds',
  details: ['The file is JSON {"items": […]}; contract/information/item.ts says what an item holds. It is the whole of the information.'],
  run: async (deps, [file = ''], say) => {
    const made = await publishInformation(deps, await readInformationFile(file));
    say(`The wealth information ${made.changed ? 'is' : 'stays'} at version ${made.version}: ${made.items} items.`);
  },
};
