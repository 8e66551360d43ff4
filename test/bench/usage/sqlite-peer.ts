import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** SQLite in a process of its own: commits rows one by one and measures itself, so that no pipe is in the figures. */
export interface SqlitePeer {
  readonly version: string;
  /** Commits these rows one by one; the median of the milliseconds that each took. */
  readonly commit: (rows: readonly string[]) => Promise<number>;
  readonly close: () => void;
}

const PROGRAM = `
import json, sqlite3, statistics, sys, time
db = sqlite3.connect(sys.argv[1], isolation_level=None)
assert db.execute('pragma journal_mode=wal').fetchone()[0] == 'wal'
db.execute('pragma synchronous=full')
db.execute('create table lines (seq integer primary key, line text not null)')
print(sqlite3.sqlite_version, flush=True)
for request in sys.stdin:
    took = []
    for row in json.loads(request):
        started = time.perf_counter()
        db.execute('insert into lines (line) values (?)', (row,))
        took.append((time.perf_counter() - started) * 1000)
    print(statistics.median(took), flush=True)
`;

/** Starts SQLite through Python, which has it built in; null where there is no Python. */
export async function startSqlite(file: string): Promise<SqlitePeer | null> {
  const child = spawn('python3', ['-c', PROGRAM, file], { stdio: ['pipe', 'pipe', 'inherit'] });
  const started = await new Promise<boolean>((resolve) => {
    child.once('spawn', () => resolve(true));
    child.once('error', () => resolve(false));
  });
  if (!started) return null;
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async (): Promise<string> => {
    const next = await answers.next();
    if (next.done === true) throw new Error('the SQLite process ended');
    return next.value;
  };
  return {
    version: await answer(),
    commit: async (rows) => {
      child.stdin.write(`${JSON.stringify(rows)}\n`);
      return Number(await answer());
    },
    close: () => child.stdin.end(),
  };
}
