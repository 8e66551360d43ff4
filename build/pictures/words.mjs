// @ts-check
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { project } from '../run/paths.mjs';

/** @typedef {'zh-CN' | 'en'} Language */

/**
 * Gives the text of the screens under `namespace:key`, with the values put in; throws where there is none.
 *
 * @typedef {(key: string, values?: Readonly<Record<string, string | number>>) => string} Words
 */

/** The terminal's texts, so that the walk through it finds its buttons in any language. @returns {Promise<Words>} */
export async function screenWords(/** @type {Language} */ language) {
  const folder = join(project, 'renderer', 'i18n', language);
  /** @type {Record<string, unknown>} */
  const namespaces = {};
  for (const file of await readdir(folder)) namespaces[file.replace('.json', '')] = JSON.parse(await readFile(join(folder, file), 'utf8'));
  return (key, values = {}) => {
    const text = key.split(/[:.]/).reduce((/** @type {unknown} */ part, name) => /** @type {Record<string, unknown>} */ (part)?.[name], namespaces);
    if (typeof text !== 'string') throw new Error(`the screens have no text ${key} in ${language}`);
    return text.replaceAll(/{{(\w+)}}/g, (_all, name) => String(values[name] ?? ''));
  };
}

/** The sample's title of something in a file of it, by its id. */
export async function sampleTitle(/** @type {Language} */ language, /** @type {string} */ file, /** @type {string} */ id) {
  const read = JSON.parse(await readFile(join(project, 'resources', 'sample', file), 'utf8'));
  /** @type {readonly { id: string, title: Record<Language, string> }[]} */
  const things = read.programs ?? read.items;
  const thing = things.find((one) => one.id === id);
  if (thing === undefined) throw new Error(`the sample’s ${file} has no ${id}`);
  return thing.title[language];
}
