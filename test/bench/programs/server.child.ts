import { readFile } from 'node:fs/promises';
import { contentServer } from '../../support/terminal/content-server.ts';

/** The county's side of the measurements, in a process of its own. Arguments: folder of the content, file with the signed texts by address. */
const [folder = '', texts = ''] = process.argv.slice(2);
const answers = new Map(Object.entries(JSON.parse(await readFile(texts, 'utf8')) as Record<string, string>));
const { url } = await contentServer(folder, () => answers);
process.stdout.write(`${url}\n`);
