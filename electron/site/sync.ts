import { join } from 'node:path';
import { z } from 'zod';
import type { Heartbeat, HeartbeatAnswer } from '../../contract/http.ts';
import type { Answers } from '../../contract/information/answers.ts';
import { fail, ProblemError } from '../../contract/problem.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Catalogue } from '../../contract/programs/manifest.ts';
import type { Roster } from '../../contract/site/roster.ts';
import { wallTimeSchema } from '../../contract/values.ts';
import type { SitePlan } from '../../contract/viewing/plan.ts';
import { wallTime } from './clock.ts';
import type { Clock } from './clock.ts';
import type { CountyClient, Fetched } from './county-client.ts';
import { lineAfter } from './line-state.ts';
import type { LineState } from './line-state.ts';
import { createListeners } from './listeners.ts';
import { backoffMs, createPause, jittered } from './pause.ts';
import type { Signed } from './signed.ts';
import { openStore } from './store.ts';

/** Where a document goes that the line brings. */
export interface DocumentTarget<T> {
  /** The version that is here, 0 for none. */
  readonly version: () => number;
  /** Throws `version-older` and whatever else speaks against it; the old one then stays. */
  readonly accept: (signed: Signed<T>) => Promise<unknown>;
}

/** The same of the wealth information, whose text goes on unread. A delta that does not fit is answered `whole-wanted`. */
export interface InformationTarget {
  readonly version: () => number;
  readonly accept: (text: Uint8Array) => Promise<'taken' | 'known' | 'whole-wanted'>;
}

export interface SyncOptions {
  /** Where `line.json` is kept. */
  readonly folder: string;
  readonly clock: Clock;
  /** Null until the terminal is enrolled. */
  readonly client: () => CountyClient | null;
  readonly heartbeat: () => Promise<Heartbeat>;
  /** Hears what the county answered. What it throws is shown as every other problem of the round. */
  readonly onAnswer?: ((answer: HeartbeatAnswer) => Promise<void>) | undefined;
  readonly catalogue: DocumentTarget<Catalogue>;
  readonly roster: DocumentTarget<Roster>;
  readonly plan: DocumentTarget<SitePlan>;
  readonly information: InformationTarget;
  readonly answers: DocumentTarget<Answers>;
  /** Hears of problems with `line.json`, and of faults of the program. */
  readonly onProblem: (problem: Problem) => void;
  readonly onFault: (error: unknown) => void;
  readonly everyMs?: number;
  readonly mostMs?: number;
}

/** Keeps the terminal's documents up to date while there is a line, and knows how the line is. */
export interface Sync {
  readonly state: () => LineState;
  readonly onChanged: (listener: (state: LineState) => void) => () => void;
  /** Begins the rounds; `stop` ends them and resolves when nothing is under way any more. */
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  /** Begins a round at once; resolves when it has ended. */
  readonly tryNow: () => Promise<void>;
}

const documents = ['catalogue', 'roster', 'information', 'answers', 'plan'] as const;
type DocumentName = (typeof documents)[number];

const dataSchema = z.strictObject({
  lastContactAt: wallTimeSchema.nullable(),
  /** The ETag of each document, good only for the version it came with. */
  etags: z.partialRecord(z.enum(documents), z.strictObject({ version: z.int().positive(), etag: z.string() })),
});

/** How much later a contact must be to be worth a write. */
const CONTACT_KEPT_EVERY_MS = 10 * 60_000;

/** One round a minute; when the line is cut, every 2, 4, … up to 5 minutes. */
export async function openSync(options: SyncOptions): Promise<Sync> {
  const { clock, everyMs = 60_000, mostMs = 5 * 60_000 } = options;
  const store = await openStore<z.infer<typeof dataSchema>>({
    file: join(options.folder, 'line.json'),
    version: 1,
    schema: dataSchema,
    initial: { lastContactAt: null, etags: {} },
    clock,
    onProblem: options.onProblem,
  });
  const listeners = createListeners<LineState>();
  const pause = createPause();
  let state: LineState = {
    line: options.client() === null ? 'not-enrolled' : 'unknown',
    lastContactAt: store.read().lastContactAt,
    nextTryAt: null,
    problems: [],
  };
  let keptAtMs = -CONTACT_KEPT_EVERY_MS;
  let failures = 0;
  let running: { readonly stop: AbortController; readonly ended: Promise<void> } | null = null;
  let round: Promise<void> | null = null;
  let justTried = false;

  const change = (next: Partial<LineState>): void => {
    state = { ...state, ...next };
    listeners.tell(state);
  };

  const bring = async <T>(
    name: DocumentName,
    fetch: (etag: string | null) => Promise<Fetched<T>>,
    target: DocumentTarget<T>,
  ): Promise<void> => {
    const known = store.read().etags[name];
    const fetched = await fetch(known?.version === target.version() ? known.etag : null);
    if (!fetched.changed) return;
    await target.accept(fetched.signed);
    const version = target.version();
    const { etag } = fetched;
    if (etag !== null) await store.update((data) => ({ ...data, etags: { ...data.etags, [name]: { version, etag } } }));
  };

  const bringInformation = async (client: CountyClient, since: number): Promise<void> => {
    const target = options.information;
    const known = store.read().etags.information;
    const fetched = await client.information(known?.version === since ? known.etag : null, since);
    if (!fetched.changed) return;
    const taken = await target.accept(fetched.text);
    if (taken === 'whole-wanted' && since > 0) {
      await bringInformation(client, 0);
      return;
    }
    const version = target.version();
    const { etag } = fetched;
    if (etag !== null && version > 0) await store.update((data) => ({ ...data, etags: { ...data.etags, information: { version, etag } } }));
  };

  /** Each part fails on its own; null when it went well. */
  const attempt = async (part: () => Promise<void>): Promise<Problem | null> => {
    try {
      await part();
      return null;
    } catch (error) {
      if (error instanceof ProblemError) return error.problem;
      options.onFault(error);
      return { code: 'internal', data: { reference: 'sync' } };
    }
  };

  const contacted = async (): Promise<void> => {
    const at = clock.wall();
    change({ lastContactAt: at });
    if (clock.uptimeMs() - keptAtMs < CONTACT_KEPT_EVERY_MS) return;
    await store.update((data) => ({ ...data, lastContactAt: at }));
    keptAtMs = clock.uptimeMs();
  };

  const oneRound = async (): Promise<void> => {
    const client = options.client();
    if (client === null) {
      change({ line: 'not-enrolled', nextTryAt: null });
      return;
    }
    const parts = [
      async () => {
        const answer = await client.heartbeat(await options.heartbeat());
        await options.onAnswer?.(answer);
      },
      () => bring('catalogue', client.catalogue, options.catalogue),
      () => bring('roster', client.roster, options.roster),
      () => bring('plan', client.plan, options.plan),
      () => bring('answers', client.answers, options.answers),
      () => bringInformation(client, options.information.version()),
    ];
    let line: LineState['line'] = 'unknown';
    const problems: Problem[] = [];
    for (const part of parts) {
      const problem = await attempt(part);
      const shown = problem === null ? 'online' : lineAfter(problem);
      // The first part that fails on the line tells how it is, whatever the others say.
      if (shown !== null && (line === 'unknown' || line === 'online')) line = shown;
      const isNew = !problems.some((known) => JSON.stringify(known) === JSON.stringify(problem));
      if (problem !== null && isNew && (shown === null || shown === 'online')) problems.push(problem);
      if (line === 'offline' || line === 'portal') break;
    }
    if (line === 'online') {
      const problem = await attempt(contacted);
      if (problem !== null) problems.push(problem);
    }
    failures = line === 'online' ? 0 : failures + 1;
    change({ line, problems });
  };

  /** Only one round at a time: whoever asks meanwhile waits for the same one. */
  const runRound = (): Promise<void> => {
    round ??= oneRound().finally(() => {
      round = null;
    });
    return round;
  };

  const loop = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      if (!justTried) {
        change({ nextTryAt: null });
        await runRound();
      }
      justTried = false;
      const waitMs = jittered(failures === 0 ? everyMs : backoffMs(failures + 1, everyMs, mostMs));
      change({ nextTryAt: state.line === 'not-enrolled' ? null : wallTime(new Date(Date.parse(clock.wall()) + waitMs)) });
      await pause.wait(waitMs, signal);
    }
  };

  return {
    state: () => state,
    onChanged: listeners.add,
    start: () => {
      if (running !== null) return;
      const stop = new AbortController();
      running = { stop, ended: loop(stop.signal).catch(options.onFault) };
    },
    stop: async () => {
      const ending = running;
      running = null;
      ending?.stop.abort();
      await ending?.ended;
    },
    tryNow: async () => {
      if (options.client() === null) return fail('not-enrolled', {});
      await runRound();
      justTried = true; // The loop wakes only to plan its next round anew.
      pause.wake();
    },
  };
}
