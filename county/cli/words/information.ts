import { publishInformation, readInformation } from '../../information/base.ts';
import type { DataWord } from '../word.ts';

export const information: DataWord = {
  kind: 'data',
  name: 'information',
  takes: [{ name: 'FILE', isPath: true }],
  summary: 'Publish the wealth information that a file holds',
  details: [
    'The file is JSON {"items": […]}; contract/information/item.ts says what an item holds. It is the whole of the information.',
    'It may also hold "synonyms": [["土豆", "洋芋"], …], words for the same thing besides those that terminals know; left out,',
    'those published before stay.',
  ],
  run: async (deps, [file = ''], say) => {
    const { items, synonyms } = await readInformation(file);
    const made = await publishInformation(deps, items, synonyms);
    say(`The wealth information ${made.changed ? 'is' : 'stays'} at version ${made.version}: ${made.items} items.`);
  },
};
