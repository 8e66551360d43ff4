import type { InformationItem, InformationKind } from '../../../contract/information/item.ts';
import {
  importAnswerSchema,
  informationPaths,
  itemAnswerSchema,
  itemsAnswerSchema,
  lookupsAnswerSchema,
  pendingAnswerSchema,
  pictureAnswerSchema,
  publicationAnswerSchema,
  synonymsAnswerSchema,
  versionsAnswerSchema,
} from '../../information/schemas.ts';
import type { ImportAnswer, ItemAnswer, ItemsAnswer, LookupsAnswer, PendingAnswer, PictureAnswer, PublicationAnswer, SynonymsAnswer, VersionsAnswer } from '../../information/schemas.ts';
import { ask } from '../api.ts';

/** `question` is the query as it stands in the address. */
export function askItems(question: string, signal: AbortSignal): Promise<ItemsAnswer> {
  return ask('GET', `${informationPaths.items}?${question}`, itemsAnswerSchema, { signal });
}

/** `question`: an item's id, and behind a space whatever tells one question from the one before. */
export function askItem(question: string, signal: AbortSignal): Promise<ItemAnswer> {
  return ask('GET', informationPaths.item(question.split(' ')[0] ?? ''), itemAnswerSchema, { signal });
}

export function saveItem(item: InformationItem, revision: number): Promise<ItemAnswer> {
  return ask('PUT', informationPaths.item(item.id), itemAnswerSchema, { body: { item, revision } });
}

export type ItemMove = 'remove' | 'restore' | 'revert';

export function moveItem(move: ItemMove, id: string, revision: number): Promise<ItemAnswer> {
  const paths = { remove: informationPaths.item(id), restore: informationPaths.restore(id), revert: informationPaths.revert(id) };
  return ask(move === 'remove' ? 'DELETE' : 'POST', `${paths[move]}?revision=${revision}`, itemAnswerSchema, {});
}

export interface PublishState {
  readonly pending: PendingAnswer;
  readonly versions: VersionsAnswer['versions'];
}

export async function askPublishState(_question: string, signal: AbortSignal): Promise<PublishState> {
  const [pending, { versions }] = await Promise.all([
    ask('GET', informationPaths.pending, pendingAnswerSchema, { signal }),
    ask('GET', informationPaths.versions, versionsAnswerSchema, { signal }),
  ]);
  return { pending, versions };
}

export function publishInformation(mark: string): Promise<PublicationAnswer> {
  return ask('POST', informationPaths.publication, publicationAnswerSchema, { body: { mark } });
}

export function askSynonyms(_question: string, signal: AbortSignal): Promise<SynonymsAnswer> {
  return ask('GET', informationPaths.synonyms, synonymsAnswerSchema, { signal });
}

export function saveSynonyms(change: SynonymsAnswer): Promise<SynonymsAnswer> {
  return ask('PUT', informationPaths.synonyms, synonymsAnswerSchema, { body: change });
}

export function uploadPicture(name: string, picture: Blob): Promise<PictureAnswer> {
  return ask('POST', `${informationPaths.pictures}?${new URLSearchParams({ name }).toString()}`, pictureAnswerSchema, { body: picture });
}

/** Looks at a table or, with the mark of that look, takes it in. */
export function importTable(file: File, kind: InformationKind | null, mark: string | null): Promise<ImportAnswer> {
  const query = new URLSearchParams({ name: file.name.slice(0, 200), ...(kind === null ? {} : { kind }), ...(mark === null ? {} : { apply: mark }) });
  return ask('POST', `${informationPaths.import}?${query.toString()}`, importAnswerSchema, { body: file });
}

export function tableAddress(what: 'template' | 'items', kind: InformationKind, format: 'csv' | 'xlsx', language: string): string {
  return `${informationPaths.table}?${new URLSearchParams({ what, kind, format, language }).toString()}`;
}

export function askLookups(question: string, signal: AbortSignal): Promise<LookupsAnswer> {
  return ask('GET', `${informationPaths.lookups}?${question}`, lookupsAnswerSchema, { signal });
}
