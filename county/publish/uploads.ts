import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { wallTimeSchema } from '../../contract/values.ts';
import { CountyError } from '../errors.ts';
import { isSystemError, syncFolder } from '../files.ts';
import { MAX_UPLOAD_FILES, uploadFileSchema } from './schemas.ts';
import type { Publication, Upload } from './schemas.ts';
import { wrongNames } from './upload-names.ts';

const MAX_UPLOADS = 20;
/** An upload that nobody went on with for so long is given up. */
const ABANDONED_MS = 14 * 24 * 3600 * 1000;
/** Room that uploads leave for the records of the sites. */
const RESERVE_BYTES = 256 * 1024 ** 2;

const recordSchema = z.strictObject({ by: z.string(), createdAt: wallTimeSchema, files: z.array(uploadFileSchema).max(MAX_UPLOAD_FILES) });
type UploadRecord = z.infer<typeof recordSchema>;
type NewFile = z.infer<typeof uploadFileSchema>;

/** Issues on their way in from a browser, piece by piece, in folders of the county's data. */
export interface Uploads {
  readonly begin: (by: string, files: readonly NewFile[]) => Promise<Upload>;
  /** Adds files, or begins those of a known name anew. */
  readonly add: (id: string, files: readonly NewFile[]) => Promise<Upload>;
  readonly list: () => Promise<readonly Upload[]>;
  readonly find: (id: string) => Promise<Upload>;
  /** Appends to the file at this place; durable when it resolves. Returns how far the file is. */
  readonly write: (id: string, at: number, offset: number, piece: Uint8Array) => Promise<number>;
  readonly remove: (id: string) => Promise<void>;
  /** The folder that holds the files by their names. Throws `upload-incomplete` while any is missing. */
  readonly folder: (id: string) => Promise<string>;
  /** Begins to publish; refuses everything else of this upload until it has ended. Removes the upload when it is published. */
  readonly publish: (id: string, work: (folder: string, tell: (publication: Publication) => void) => Promise<Publication>) => Promise<void>;
}

/** `onFault` hears of a publication that failed by a fault of the program. */
export function createUploads(data: string, now: () => Date, onFault: (error: unknown) => void, reserveBytes = RESERVE_BYTES): Uploads {
  const root = join(data, 'uploads');
  const publications = new Map<string, { publication: Publication; last: Upload | null }>();
  const turns = new Map<string, Promise<unknown>>();
  const recordOf = (id: string): string => join(root, id, 'upload.json');
  const placeOf = (id: string, name: string): string => join(root, id, 'files', ...name.split('/'));

  /** One thing after the other for each upload, so that two browsers cannot both write the same piece. */
  const inTurn = async <T>(id: string, task: () => Promise<T>): Promise<T> => {
    const run = (turns.get(id) ?? Promise.resolve()).then(task, task);
    const settled: Promise<unknown> = run.catch(() => undefined);
    turns.set(id, settled);
    void settled.then(() => {
      if (turns.get(id) === settled) turns.delete(id);
    });
    return run;
  };

  const read = async (id: string): Promise<UploadRecord> => {
    try {
      return recordSchema.parse(JSON.parse(await readFile(recordOf(id), 'utf8')));
    } catch (error) {
      if (isSystemError(error, 'ENOENT')) throw new CountyError('not-found', 404, 'There is no such upload; it was published, or given up.');
      throw error;
    }
  };

  const view = async (id: string, record: UploadRecord): Promise<Upload> => {
    const files = await Promise.all(record.files.map(async (file) => ({ ...file, doneBytes: Math.min(file.bytes, await sizeOf(placeOf(id, file.name))) })));
    return { upload: id, by: record.by, createdAt: record.createdAt, files, publication: publications.get(id)?.publication ?? { state: 'none' } };
  };

  const refuseBusy = (id: string): void => {
    if (publications.get(id)?.publication.state === 'running') throw new CountyError('upload-busy', 409, 'This upload is being published.');
  };

  const keep = async (id: string, record: UploadRecord): Promise<void> => {
    const fresh = `${recordOf(id)}.new`;
    const handle = await open(fresh, 'w');
    try {
      await handle.writeFile(JSON.stringify(record));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(fresh, recordOf(id));
    await syncFolder(join(root, id));
  };

  const accept = async (files: readonly NewFile[], already: readonly NewFile[]): Promise<void> => {
    const names = [...already.filter(({ name }) => !files.some((file) => file.name === name)), ...files].map(({ name }) => name);
    const wrong = wrongNames(names);
    if (wrong.length > 0) throw new CountyError('bad-request', 400, `These names cannot be used: ${wrong.map(({ name }) => name).join(', ')}`, { names: wrong });
    if (names.length > MAX_UPLOAD_FILES) throw new CountyError('bad-request', 400, `An upload has at most ${MAX_UPLOAD_FILES} files.`);
    await mkdir(root, { recursive: true });
    // They are stored by hash once more when they are published, before these copies go.
    const needsBytes = 2 * files.reduce((sum, file) => sum + file.bytes, 0);
    await requireRoom(root, needsBytes, reserveBytes);
  };

  const clear = async (): Promise<readonly string[]> => {
    const ids = await readdir(root).catch(noneIfMissing);
    const kept: string[] = [];
    for (const id of ids) {
      const touched = await stat(join(root, id)).catch(() => null); // Another request may have removed it.
      const isOld = touched !== null && now().getTime() - touched.mtimeMs > ABANDONED_MS;
      if (isOld || (await sizeOf(recordOf(id))) === 0) {
        if (isOld) await rm(join(root, id), { recursive: true, force: true });
      } else kept.push(id);
    }
    return kept;
  };

  return {
    begin: async (by, files) => {
      await accept(files, []);
      if ((await clear()).length >= MAX_UPLOADS) throw new CountyError('bad-request', 400, `There are ${MAX_UPLOADS} uploads already: publish some or give them up first.`);
      const id = randomUUID();
      await mkdir(join(root, id, 'files'), { recursive: true });
      const record = { by, createdAt: now().toISOString(), files: [...files] };
      await keep(id, record);
      await syncFolder(root);
      return view(id, record);
    },
    add: (id, files) =>
      inTurn(id, async () => {
        refuseBusy(id);
        const record = await read(id);
        await accept(files, record.files);
        for (const { name } of files) await rm(placeOf(id, name), { force: true });
        const next = { ...record, files: [...record.files.filter(({ name }) => !files.some((file) => file.name === name)), ...files] };
        await keep(id, next);
        publications.delete(id);
        return view(id, next);
      }),
    list: async () => {
      const uploads: Upload[] = [];
      for (const id of await clear()) uploads.push(await view(id, await read(id)));
      return uploads.sort((a, b) => b.createdAt.localeCompare(a.createdAt));
    },
    find: async (id) => {
      const ended = publications.get(id);
      return ended?.last ? { ...ended.last, publication: ended.publication } : view(id, await read(id));
    },
    write: (id, at, offset, piece) =>
      inTurn(id, async () => {
        refuseBusy(id);
        const file = (await read(id)).files[at];
        if (file === undefined) throw new CountyError('not-found', 404, 'The upload has no such file.');
        return append(placeOf(id, file.name), file, offset, piece);
      }),
    remove: (id) =>
      inTurn(id, async () => {
        refuseBusy(id);
        publications.delete(id);
        await rm(join(root, id), { recursive: true, force: true });
      }),
    folder: async (id) => {
      const { files } = await view(id, await read(id));
      const left = files.filter(({ bytes, doneBytes }) => doneBytes < bytes);
      if (left.length > 0) throw new CountyError('upload-incomplete', 409, `${left.length} files have not arrived whole yet.`);
      for (const { name, bytes } of files) if (bytes === 0) await touch(placeOf(id, name));
      return join(root, id, 'files');
    },
    publish: async (id, work) => {
      refuseBusy(id);
      const last = await view(id, await read(id));
      // While it runs, and when it is done, the upload is told from memory: its files go at some moment of that.
      const tell = (publication: Publication): void => {
        const isKept = publication.state === 'running' || publication.state === 'done';
        publications.set(id, { publication, last: isKept ? last : null });
      };
      tell({ state: 'running', doneBytes: 0, totalBytes: last.files.reduce((sum, file) => sum + file.bytes, 0) });
      void work(join(root, id, 'files'), tell)
        .then(async (publication) => {
          if (publication.state === 'done') await rm(join(root, id), { recursive: true, force: true });
          tell(publication);
        })
        .catch((error: unknown) => {
          onFault(error);
          tell({ state: 'failed', message: 'The county could not do this; its log names the cause.' });
        });
    },
  };
}

async function append(path: string, file: NewFile, offset: number, piece: Uint8Array): Promise<number> {
  await mkdir(dirname(path), { recursive: true });
  const handle = await open(path, 'a');
  try {
    const { size } = await handle.stat();
    if (size !== offset) throw new CountyError('upload-out-of-step', 409, `The file stands at byte ${size}.`, { doneBytes: Math.min(size, file.bytes) });
    if (size + piece.byteLength > file.bytes) throw new CountyError('bad-request', 400, `The file has ${file.bytes} bytes, and no more.`);
    try {
      await handle.writeFile(piece);
      await handle.datasync();
    } catch (error) {
      await handle.truncate(size);
      throw error;
    }
    return size + piece.byteLength;
  } catch (error) {
    if (isSystemError(error, 'ENOSPC') || isSystemError(error, 'EDQUOT')) throw diskFull(file.bytes - offset, await freeBytes(dirname(path)));
    throw error;
  } finally {
    await handle.close();
  }
}

async function touch(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await (await open(path, 'a')).close();
}

async function requireRoom(folder: string, needsBytes: number, reserveBytes: number): Promise<void> {
  const free = Math.max(0, (await freeBytes(folder)) - reserveBytes);
  if (free < needsBytes) throw diskFull(needsBytes, free);
}

function diskFull(needsBytes: number, free: number): CountyError {
  return new CountyError('disk-full', 507, 'The county’s disk is full.', { needsBytes, freeBytes: free });
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isSystemError(error, 'ENOENT') || isSystemError(error, 'ENOTDIR')) return 0;
    throw error;
  }
}

function noneIfMissing(error: unknown): string[] {
  if (isSystemError(error, 'ENOENT')) return [];
  throw error;
}
