import type { Upload } from '../../publish/schemas.ts';

/** A file that a person chose or dropped, by its name within the folder. */
export interface ChosenFile {
  readonly name: string;
  readonly file: File;
}

/** Files up to this size are sent again whether they seem changed or not: a table may keep its size. */
const SMALL_BYTES = 1024 * 1024;

/** What systems leave in folders by themselves. */
const leftovers = /(^|\/)(\.|thumbs\.db$|desktop\.ini$|__macosx\/)/i;

/** Files of an input: those of a folder are named from within it. */
export function filesOfInput(list: FileList | null): readonly ChosenFile[] {
  return fromWithin(Array.from(list ?? [], (file) => ({ name: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath, file })));
}

/** Everything that was dropped, folders with all that is in them. */
export async function filesOfDrop(items: DataTransferItemList): Promise<readonly ChosenFile[]> {
  // All entries at once: the list is empty after the first wait.
  const entries = Array.from(items, (item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const files: ChosenFile[] = [];
  for (const entry of entries) await gather(entry, entry.name, files);
  return fromWithin(files);
}

async function gather(entry: FileSystemEntry, name: string, files: ChosenFile[]): Promise<void> {
  if (isFile(entry)) {
    files.push({ name, file: await new Promise<File>((resolve, reject) => entry.file(resolve, reject)) });
    return;
  }
  if (!isFolder(entry)) return;
  const reader = entry.createReader();
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return;
    for (const one of some) await gather(one, `${name}/${one.name}`, files);
  }
}

/** Takes away the folder's own name when all files lie in one folder, and what nobody put there on purpose. */
export function fromWithin(files: readonly ChosenFile[]): readonly ChosenFile[] {
  const meant = files.filter(({ name }) => !leftovers.test(name));
  const [first] = meant;
  const top = first?.name.includes('/') === true ? first.name.slice(0, first.name.indexOf('/') + 1) : '';
  const isOne = top !== '' && meant.every(({ name }) => name.startsWith(top));
  return isOne ? meant.map(({ name, file }) => ({ name: name.slice(top.length), file })) : meant;
}

/** The files that an upload does not have as they are now. */
export function changedFiles(upload: Upload, chosen: readonly ChosenFile[]): readonly ChosenFile[] {
  return chosen.filter(({ name, file }) => {
    const known = upload.files.find((one) => one.name === name);
    return known?.bytes !== file.size || file.size <= SMALL_BYTES || file.lastModified > Date.parse(upload.createdAt);
  });
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
