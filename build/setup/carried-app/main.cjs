// What `electron FOLDER` does in the official runtime, for the carried one, which lacks it: starts the app that the
// command line names. Everything is loaded at once, because privileged schemes must be registered before `ready`.
const electron = require('electron');
const { existsSync, readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');

const word = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
const folder = resolve(word ?? '.');
const description = join(folder, 'package.json');
if (!existsSync(description)) {
  console.error(`Electron: there is no app in ${folder}`);
  process.exit(1);
}
const { name, productName, version, main } = JSON.parse(readFileSync(description, 'utf8'));
// The official loader uses these two as well; they are not in the published types.
const app = /** @type {import('electron').App & Record<'setVersion' | 'setAppPath', (text: string) => void>} */ (electron.app);
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
app.setName(productName ?? name);
app.setVersion(version);
app.setAppPath(folder);
require(resolve(folder, main));
