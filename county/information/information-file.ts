import { z } from 'zod';
import { informationItemSchema, synonymsSchema } from '../../contract/information/item.ts';
import type { InformationItem } from '../../contract/information/item.ts';
import { InputError, parseJsonInput, readInput } from '../input.ts';

const MAX_FILE_BYTES = 256 * 1024 * 1024;

const informationFileSchema = z.strictObject({ items: z.array(informationItemSchema).max(100_000), synonyms: synonymsSchema.optional() });

/** Groups of words for the same thing, besides those that ship with the terminal. */
export type Synonyms = z.infer<typeof synonymsSchema>;

export interface InformationFile {
  readonly items: readonly InformationItem[];
  readonly synonyms?: Synonyms | undefined;
}

/** The items of a file. Throws as `readInformation`. */
export async function readInformationFile(path: string): Promise<readonly InformationItem[]> {
  return (await readInformation(path)).items;
}

/** What a file `{"items": […], "synonyms": [["…", "…"]]}` holds. Throws InputError that names every item that is wrong, and every doubled id. */
export async function readInformation(path: string): Promise<InformationFile> {
  const { items, synonyms } = parseJsonInput(path, await readInput(path, { maxBytes: MAX_FILE_BYTES }), informationFileSchema);
  const seen = new Set<string>();
  const doubled = items.filter(({ id }) => seen.size === seen.add(id).size);
  if (doubled.length > 0) throw new InputError(doubled.map(({ id }) => `${path}: two items are called ${id}`));
  return { items, synonyms };
}
