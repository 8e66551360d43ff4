import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { InputError, messageOf } from '../input.ts';
import type { Statement } from './statement.ts';

/** Bytes that are gathered before they are written. */
const BUFFER_BYTES = 256 * 1024;

/**
 * Writes statements to a file as they come: one array when its name ends in `.json`, else one statement a line. The file is
 * there when all of it is; until then another one of its name stays. Returns how many there are.
 * @throws InputError when the file cannot be written
 */
export async function writeStatements(path: string, statements: AsyncIterable<Statement>): Promise<number> {
  const asArray = path.endsWith('.json');
  const aside = `${path}.${randomUUID()}.part`;
  /** A fault of the file is the person's to mend; one of the database is not. */
  const toWrite = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      throw new InputError([`${path} cannot be written: ${messageOf(error)}`]);
    }
  };
  try {
    const file = await toWrite(open(aside, 'wx'));
    let count = 0;
    try {
      let text = asArray ? '[' : '';
      for await (const statement of statements) {
        text += `${asArray ? (count === 0 ? '\n' : ',\n') : ''}${JSON.stringify(statement)}${asArray ? '' : '\n'}`;
        count += 1;
        if (text.length < BUFFER_BYTES) continue;
        await toWrite(file.writeFile(text));
        text = '';
      }
      await toWrite(file.writeFile(`${text}${asArray ? '\n]\n' : ''}`));
      await toWrite(file.sync());
    } finally {
      await file.close();
    }
    await toWrite(rename(aside, path));
    return count;
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}
