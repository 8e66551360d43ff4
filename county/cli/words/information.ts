import { extname } from 'node:path';
import { commandLine } from '../../audit/record.ts';
import { publishInformation } from '../../information/base.ts';
import { readInformation } from '../../information/information-file.ts';
import { importFiles } from '../../information/import/import-files.ts';
import { publishDrafts } from '../../information/publish.ts';
import { InputError } from '../../input.ts';
import type { DataWord } from '../word.ts';

export const information: DataWord = {
  kind: 'data',
  name: 'information',
  takes: [{ name: 'FILE', isPath: true, many: true }],
  summary: 'Take wealth information in from files, and publish it',
  details: [
    'CSV and XLSX tables add items and change those that are there; prices extend their series. The headings say which of the five',
    'kinds a table is about; the county’s pages have templates to fill in. Pictures of techniques lie beside the table. Everything',
    'that is wrong is named with its row and column, and then nothing is taken.',
    '',
    'A JSON file {"items": […]} is the whole of the information instead; contract/information/item.ts says what an item holds.',
    'It may also hold "synonyms": [["土豆", "洋芋"], …], words for the same thing besides those that terminals know; left out,',
    'those there are stay.',
  ],
  options: { 'dry-run': { type: 'boolean' }, draft: { type: 'boolean' } },
  optionsHelp: [
    ['--dry-run', 'tell what would change, and change nothing'],
    ['--draft', 'leave the changes for somebody to look at and publish on the page'],
  ],
  run: async (deps, files, say, options) => {
    const isDryRun = options['dry-run'] !== undefined;
    const json = files.filter((file) => extname(file).toLowerCase() === '.json');
    if (json.length > 0) {
      const [file = ''] = json;
      if (files.length > 1) throw new InputError(['A JSON file is the whole of the information: give it alone.']);
      if (options.draft !== undefined) throw new InputError(['A JSON file is published at once; --draft is for tables.']);
      const { items, synonyms } = await readInformation(file);
      if (isDryRun) {
        say(`${file} is right: ${items.length} items. Nothing was changed.`);
        return;
      }
      const made = await publishInformation(deps, items, synonyms);
      say(`The wealth information ${made.changed ? 'is' : 'stays'} at version ${made.version}: ${made.items} items.`);
      return;
    }
    await importFiles(deps, files, isDryRun, say);
    if (isDryRun || options.draft !== undefined) return;
    const made = await deps.database.transaction((queries) => publishDrafts(deps, queries, commandLine));
    say(`The wealth information ${made.changed ? 'is' : 'stays'} at version ${made.version}: ${made.items} items.`);
  },
};
