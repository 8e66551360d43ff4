import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { journalLineSchema, readEvent } from '../../../contract/usage/journal-line.ts';
import type { UsageEvent } from '../../../contract/usage/event.ts';

/** What stands on disk in the journal of the terminal with this data folder, in order. */
export async function journalEvents(data: string): Promise<readonly UsageEvent[]> {
  const journals = join(data, 'journals');
  const [journal] = await readdir(journals);
  if (journal === undefined) throw new Error('the terminal has no journal');
  const segments = (await readdir(join(journals, journal))).filter((name) => name.endsWith('.jsonl')).sort();
  const texts = await Promise.all(segments.map((name) => readFile(join(journals, journal, name), 'utf8')));
  // The room written ahead for coming lines is zeros.
  const lines = texts.join('').replaceAll('\0', '').split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const read = readEvent(journalLineSchema.parse(JSON.parse(line)));
    if (!read.known) throw new Error(`the journal holds what cannot be read: ${read.detail}`);
    return read.event;
  });
}
