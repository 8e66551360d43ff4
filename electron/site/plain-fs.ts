import * as fs from 'node:fs';

/**
 * Node's files as they are. Within Electron its own functions take every archive (`.asar`) for a folder, and a program that
 * is being put together or thrown away holds one.
 */
export const plainFs = ('electron' in process.versions ? process.getBuiltinModule('original-fs') : fs) as typeof fs;
