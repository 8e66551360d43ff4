import type { Queries } from '../database/database.ts';
import { CountyError } from '../errors.ts';
import type { Synonyms } from './information-file.ts';
import type { Editor } from './item-rows.ts';

/** The draft of the synonyms, and the revision that a change of it names. */
export async function findSynonyms(queries: Queries): Promise<{ readonly groups: readonly (readonly string[])[]; readonly revision: number }> {
  const { synonyms, revision } = await queries.selectFrom('information_drafts').select(['synonyms', 'revision']).executeTakeFirstOrThrow();
  return { groups: synonyms, revision };
}

/** Replaces the draft. `revision`: the one that was read; another one is `changed-meanwhile`. */
export async function setSynonyms(queries: Queries, groups: Synonyms, { at, by }: Editor, revision?: number): Promise<number> {
  const known = await queries.selectFrom('information_drafts').select(['revision', 'synonyms']).forUpdate().executeTakeFirstOrThrow();
  if (revision !== undefined && revision !== known.revision) throw new CountyError('changed-meanwhile', 409, 'Somebody else has changed the synonyms meanwhile.');
  if (JSON.stringify(known.synonyms) === JSON.stringify(groups)) return known.revision;
  await queries
    .updateTable('information_drafts')
    .set({ synonyms: JSON.stringify(groups), revision: known.revision + 1, changed_at: at, changed_by: by })
    .execute();
  return known.revision + 1;
}
