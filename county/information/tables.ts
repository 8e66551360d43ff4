import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { InformationKind } from '../../contract/information/item.ts';
import type { FieldChange } from './item-changes.ts';

/** What a draft differs in from what is published; see `information_items.pending`. */
export const pendingKinds = ['added', 'changed', 'removed'] as const;
export type PendingKind = (typeof pendingKinds)[number];

export const historyActions = ['added', 'changed', 'removed', 'restored', 'reverted'] as const;
export type HistoryAction = (typeof historyActions)[number];

export interface InformationTables {
  /** Every item that there is or was, as staff have it now (the draft), and as it is published. */
  information_items: {
    item: string;
    kind: InformationKind;
    /** By which a row of a table finds the item that it is about, where it names no id. */
    match: string;
    title: string;
    day: string;
    expires: string | null;
    /** What is searched by staff: lower case, without spaces and signs. */
    search: string;
    /** The item's JSON exactly as the contract's schema gives it. */
    content: string;
    /** SHA-256 of `content`. */
    hash: string;
    /** Rises with each change: two people cannot overwrite each other. */
    revision: number;
    changed_at: Date;
    changed_by: string;
    removed_at: Date | null;
    /** As terminals have it; null while they do not. */
    published: string | null;
    published_hash: string | null;
    /** Reckoned by the database; null where the draft is what is published. */
    pending: GeneratedAlways<PendingKind | null>;
  };
  /** Who changed what, and when. */
  information_history: {
    entry: Generated<number>;
    item: string;
    at: Date;
    by: string;
    action: HistoryAction;
    changes: ColumnType<readonly FieldChange[] | null, string | null, string | null>;
  };
  /** Items that a version changed, with the hash that each had before it; null: it was not there. */
  information_changes: { version: number; item: string; before: string | null };
  /** One row: the synonyms as staff have them now. */
  information_drafts: {
    one: Generated<boolean>;
    synonyms: ColumnType<readonly (readonly string[])[], string, string>;
    revision: number;
    changed_at: Date | null;
    changed_by: string | null;
  };
  /** Pictures that were uploaded, so that a table may name them. The files lie by hash among those of the issues. */
  information_pictures: { sha256: string; name: string; uploaded_at: Date; uploaded_by: string };
  /** One row: the version that holds. Its document is signed from the published items; the next one replaces it. */
  information_bases: {
    version: number;
    items: number;
    /** `informationDigest` of its items. */
    items_digest: string;
    synonyms: ColumnType<readonly (readonly string[])[], string, string>;
    published_at: Date;
  };
  /** The last versions, the one that holds among them: what a terminal with one of them lacks is told as a delta. */
  information_versions: {
    version: number;
    published_at: Date;
    published_by: string;
    items: number;
    added: number;
    changed: number;
    removed: number;
  };
}
