import { sql } from 'kysely';
import { informationDigest } from '../../../contract/information/digest.ts';
import type { Queries } from '../database.ts';
import type { Migration } from '../migrate.ts';
import { baseOf } from '../../information/base-document.ts';
import { putRows } from '../../information/item-rows.ts';
import { itemText, rowOf } from '../../information/item-text.ts';

const statements = [
  `create table information_items (
    item text primary key,
    kind text not null,
    match text not null,
    title text not null,
    day date not null,
    expires date,
    search text not null,
    content text not null,
    hash text not null,
    revision integer not null,
    changed_at timestamptz not null,
    changed_by text not null,
    removed_at timestamptz,
    published text,
    published_hash text,
    pending text generated always as (
      case
        when removed_at is not null then case when published_hash is not null then 'removed' end
        when published_hash is null then 'added'
        when published_hash <> hash then 'changed'
      end
    ) stored
  )`,
  `create index information_items_match on information_items (match)`,
  `create index information_items_day on information_items (day desc, item)`,
  `create index information_items_pending on information_items (pending) where pending is not null`,
  `create table information_history (
    entry bigint generated always as identity primary key,
    item text not null,
    at timestamptz not null,
    by text not null,
    action text not null,
    changes jsonb
  )`,
  `create index information_history_item on information_history (item, entry)`,
  `create table information_changes (
    version integer not null,
    item text not null,
    before text,
    primary key (version, item)
  )`,
  `create table information_drafts (
    one boolean primary key default true check (one),
    synonyms jsonb not null default '[]',
    revision integer not null default 0,
    changed_at timestamptz,
    changed_by text
  )`,
  `insert into information_drafts default values`,
  `create table information_pictures (
    sha256 text primary key,
    name text not null,
    uploaded_at timestamptz not null,
    uploaded_by text not null
  )`,
  `create index information_pictures_name on information_pictures (name, uploaded_at)`,
  // What these versions held is not known item by item: whoever has one of them takes the whole base once.
  `delete from information_versions`,
  `alter table information_versions drop column items`,
  `alter table information_versions add column published_by text not null default ''`,
  `alter table information_versions add column items integer not null default 0`,
  `alter table information_versions add column added integer not null default 0`,
  `alter table information_versions add column changed integer not null default 0`,
  `alter table information_versions add column removed integer not null default 0`,
  `alter table information_bases drop column digest`,
  `alter table information_bases add column items_digest text not null default repeat('0', 64)`,
  `alter table information_bases add column synonyms jsonb not null default '[]'`,
];

/** The wealth information item by item: drafts beside what is published, their history, and what each version changed. */
export const informationItems: Migration = {
  number: 6,
  name: 'information-items',
  up: async (queries) => {
    for (const statement of statements) await sql.raw(statement).execute(queries);
    await takeOverBase(queries);
    // The base is signed from the items when somebody asks for it: the same ones give the same text.
    await sql`alter table information_bases drop column jws, drop column jws_sha256`.execute(queries);
  },
};

/** What an earlier program has published becomes the first items. */
async function takeOverBase(queries: Queries): Promise<void> {
  const found = await sql<{ version: number; jws: string; published_at: Date }>`select version, jws, published_at from information_bases order by version desc limit 1`.execute(queries);
  const [known] = found.rows;
  if (known === undefined) return;
  const { items, synonyms = [] } = baseOf(known.jws);
  const digest = informationDigest();
  const rows = items.map((item) => {
    const row = rowOf(itemText(item), 1);
    digest.add(row.hash);
    return row;
  });
  await putRows(queries, rows, { at: known.published_at, by: '' });
  await sql`update information_items set published = content, published_hash = hash`.execute(queries);
  await sql`update information_bases set items_digest = ${digest.text()}, synonyms = ${JSON.stringify(synonyms)}::jsonb where version = ${known.version}`.execute(queries);
  await sql`update information_drafts set synonyms = ${JSON.stringify(synonyms)}::jsonb`.execute(queries);
  await sql`insert into information_versions (version, published_at, items) values (${known.version}, ${known.published_at}, ${items.length})`.execute(queries);
}
