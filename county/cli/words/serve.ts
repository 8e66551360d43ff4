import { resolve } from 'node:path';
import { setupNeeded } from '../../accounts/accounts.ts';
import { openCounty } from '../../county.ts';
import type { CountyDeps } from '../../deps.ts';
import { rebuildProjections } from '../../reports/rebuild.ts';
import { isLoopbackHost, startServer } from '../../server.ts';
import { controlAddress, takeWords } from '../control.ts';
import type { ControlRequest } from '../control.ts';
import { loadSample } from '../sample.ts';
import { setupLink } from '../setup-link.ts';
import type { DataWord, ProcessWord, Say } from '../word.ts';

/** When ending takes longer than this, something hangs, and the process goes all the same. */
const END_WAIT_MS = 45_000;

/** What a process that forked this one is told when everything stands. */
export interface ReadyMessage {
  readonly type: 'ready';
  readonly url: string;
  /** A fresh code for the sample's site; null without a sample. */
  readonly enrolmentCode: string | null;
  /** Address at which the first person chooses name and password; null once somebody has. */
  readonly setup: string | null;
}

/** The server. `words` are those that it takes from the command line while it has the data folder open. */
export function serve(words: readonly DataWord[]): ProcessWord {
  return {
    kind: 'process',
    name: 'serve',
    takes: [],
    summary: 'Run the county’s server until it is stopped',
    details: ['Words given in another window while it runs are handed to it.', 'Ctrl-C ends it cleanly; requests that are under way are answered first.'],
    options: { 'with-sample': { type: 'string' } },
    optionsHelp: [['--with-sample FOLDER', 'publish a sample (issue/, information.json, roster.json) first, and print a code for its site']],
    run: async (config, _given, options, say) => {
      const ended = untilEnded();
      const deps = await openCounty(config);
      try {
        const { journals } = await rebuildProjections(deps, { onlyOutdated: true });
        if (journals > 0) say(`This program counts otherwise than the one before it: ${journals} journals are counted anew.`);
        await runServer(deps, words, options['with-sample'], say, ended);
      } finally {
        await deps.database.close();
        // The channel to the process that forked this one would keep it alive.
        if (process.connected) process.disconnect();
      }
    },
  };
}

async function runServer(deps: CountyDeps, words: readonly DataWord[], sample: string | undefined, say: Say, ended: Promise<void>): Promise<void> {
  const code = sample === undefined ? null : await loadSample(deps, resolve(sample), say);
  const server = await startServer(deps);
  try {
    // Words that tell an address tell the one that is really listened on.
    const served = { ...deps, config: { ...deps.config, publicUrl: server.url } };
    // With a PostgreSQL server every process may work on the data by itself.
    const control = deps.config.databaseUrl === null ? await takeWords(controlAddress(deps.config.data), (asked, tell) => runWord(served, words, asked, tell)) : null;
    try {
      await announce(deps, server.url, code?.code ?? null, say);
      await ended;
    } finally {
      await control?.close();
    }
  } finally {
    await server.close();
  }
}

async function runWord(deps: CountyDeps, words: readonly DataWord[], asked: ControlRequest, say: Say): Promise<void> {
  const word = words.find(({ name }) => name === asked.word);
  if (word === undefined) throw new Error(`this server’s program does not know the word ${asked.word}`);
  await word.run(deps, asked.given, say, asked.options);
}

async function announce(deps: CountyDeps, url: string, enrolmentCode: string | null, say: Say): Promise<void> {
  const { data, host } = deps.config;
  const setup = (await setupNeeded(deps.database.tables)) ? await setupLink(deps, url) : null;
  say(`The county is at ${url} and keeps its data in ${data}.`);
  if (!isLoopbackHost(host) && !url.startsWith('https:')) {
    say('Note: names and tokens travel readable by others. Put a reverse proxy with HTTPS before it, and name it by --public-url and --trust-proxy.');
  }
  if (setup !== null) say(`Nobody has an account yet. Choose your name and password here: ${setup}`);
  if (enrolmentCode !== null) say(`Enrolment code for the sample’s site: ${enrolmentCode}`);
  const message: ReadyMessage = { type: 'ready', url, enrolmentCode, setup };
  if (process.connected) process.send?.(message);
}

/** Resolves when the process is asked to end: by a signal, or because the process that forked it is gone. */
function untilEnded(): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      setTimeout(() => process.exit(1), END_WAIT_MS).unref();
      resolve();
    };
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, end);
    if (process.channel !== undefined) process.once('disconnect', end);
  });
}
