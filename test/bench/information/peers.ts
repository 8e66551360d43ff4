import { spawnSync } from 'node:child_process';
import MiniSearch from 'minisearch';
import type { InformationItem } from '../../../contract/information/item.ts';

/** Finds the ids of the first hits of each query. */
export type Peer = (queries: readonly string[], most: number) => readonly (readonly string[])[];

interface Row {
  readonly id: string;
  readonly name: string;
  readonly text: string;
}

function rows(items: readonly InformationItem[]): Row[] {
  return items.map((item) => {
    const name = [item.title['zh-CN'], item.title.en ?? '', ...item.keywords, ...(item.kind === 'market-price' ? [item.product['zh-CN'], item.market['zh-CN']] : [])].join(' ');
    return { id: item.id, name, text: item.body['zh-CN'] };
  });
}

/** MiniSearch as it comes out of the box. */
export function miniSearchDefaults(items: readonly InformationItem[]): Peer {
  const index = new MiniSearch<Row>({ fields: ['name', 'text'] });
  index.addAll(rows(items));
  return (queries, most) => queries.map((query) => index.search(query).slice(0, most).map(({ id }) => String(id)));
}

const PROGRAM = `
import json, sqlite3, sys
given = json.load(sys.stdin)
db = sqlite3.connect(':memory:')
db.execute("create virtual table items using fts5(id unindexed, name, text, tokenize='trigram')")
db.executemany('insert into items values (?, ?, ?)', [(r['id'], r['name'], r['text']) for r in given['rows']])
answers = []
for query in given['queries']:
    words = ' '.join('"' + word.replace('"', '""') + '"' for word in query.split())
    answers.append([row[0] for row in db.execute('select id from items where items match ? order by rank limit ?', (words, given['most']))])
print(json.dumps({'version': sqlite3.sqlite_version, 'answers': answers}))
`;

/** SQLite's FTS5 with its trigram tokenizer, each word a phrase; null where there is no Python with it. */
export function sqliteTrigram(items: readonly InformationItem[]): Peer | null {
  const works = spawnSync('python3', ['-c', "import sqlite3; sqlite3.connect(':memory:').execute(\"create virtual table t using fts5(a, tokenize='trigram')\")"]);
  if (works.status !== 0) return null;
  return (queries, most) => {
    const { stdout, status, stderr } = spawnSync('python3', ['-c', PROGRAM], { input: JSON.stringify({ rows: rows(items), queries, most }), maxBuffer: 1 << 28 });
    if (status !== 0) throw new Error(`SQLite could not be asked: ${stderr.toString()}`);
    return (JSON.parse(stdout.toString()) as { answers: string[][] }).answers;
  };
}
