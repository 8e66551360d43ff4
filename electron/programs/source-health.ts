import { ProblemError } from '../../contract/problem.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Sha256 } from '../../contract/values.ts';
import type { Clock } from '../site/clock.ts';
import { backoffMs, jittered } from '../site/pause.ts';
import type { ByteSource } from './byte-source.ts';
import { BadChunkError } from './chunks.ts';
import { createRateMeter } from './rate-meter.ts';
import type { RateMeter } from './rate-meter.ts';

/** Longest wait after failures: of a source, and of one file at a source. */
const MOST_MS = 5 * 60_000;
const MOST_SINGLE_MS = 60 * 60_000;
/** The longest that a source which sent wrong bytes, or was slow, is set aside. */
const MOST_ASIDE_MS = 10 * 60_000;

interface Wait {
  readonly times: number;
  readonly untilMs: number;
  readonly problem: Problem;
}

interface Health {
  readonly meter: RateMeter;
  /** The rate it last had while it was measured. */
  lastRate: number | null;
  failing: Wait | null;
  wrong: Wait | null;
  slow: Omit<Wait, 'problem'> | null;
}

/** Which sources may be asked now, and how fast each is. Waits grow with each failure and end with a success. */
export interface SourceHealth {
  /** The sources that may be asked for this file now; those that were slow only when there are no others. */
  readonly usable: (sources: readonly ByteSource[], sha256: Sha256) => readonly ByteSource[];
  /** Why none of these sources gives the file now; null when one may be asked that did not fail. */
  readonly reason: (sources: readonly ByteSource[], sha256: Sha256) => Problem | null;
  /** True when a source did not give this file, and has not since. */
  readonly isRefused: (sha256: Sha256) => boolean;
  /** All files of which that is true. */
  readonly refused: () => readonly Sha256[];
  /** What is wrong with the source as a whole: with what it failed last, and why it is set aside. */
  readonly faults: (source: ByteSource) => readonly (Problem | null)[];
  /** True when the source failed and has not sent anything since. */
  readonly isFailing: (source: ByteSource) => boolean;
  /** Bytes came. */
  readonly got: (source: ByteSource, bytes: number) => void;
  /** A whole stretch of a file came, and was right. */
  readonly sentRight: (source: ByteSource, sha256: Sha256) => void;
  /** What was thrown while the source was asked; `progressed`: some chunks had come. */
  readonly failed: (source: ByteSource, sha256: Sha256, error: unknown, progressed: boolean) => void;
  /** Others are much faster: it is asked only when they may not be. */
  readonly wasSlow: (source: ByteSource) => void;
  /** Bytes a second, now or when it was last measured; null when it never was. */
  readonly rate: (source: ByteSource) => number | null;
  /** Names the sources that sent wrong bytes and are set aside. */
  readonly problems: () => readonly Problem[];
  readonly isSetAside: (source: ByteSource) => boolean;
  /** The line may be back: sources that failed may be asked again at once. With files: these also where they were refused, or wrong. */
  readonly forgive: (files?: readonly Sha256[]) => void;
  /** Milliseconds until something may be asked again that may not be now; Infinity when there is nothing. */
  readonly untilNextMs: () => number;
}

export function createSourceHealth(clock: Pick<Clock, 'uptimeMs'>, firstMs: number): SourceHealth {
  const known = new Map<string, Health>();
  /** By file and name of the source: what this source does not give. */
  const refused = new Map<Sha256, Map<string, Wait>>();
  const now = clock.uptimeMs;
  const of = ({ name }: ByteSource): Health => {
    const health = known.get(name) ?? { meter: createRateMeter(now), lastRate: null, failing: null, wrong: null, slow: null };
    known.set(name, health);
    return health;
  };
  const refusal = (source: ByteSource, sha256: Sha256): Wait | undefined => refused.get(sha256)?.get(source.name);
  const waits = (wait: { readonly untilMs: number } | null | undefined): boolean => (wait?.untilMs ?? 0) > now();
  const wait = (before: { readonly times: number } | null | undefined, firstWaitMs: number, mostMs: number): { times: number; untilMs: number } => {
    const times = (before?.times ?? 0) + 1;
    return { times, untilMs: now() + jittered(backoffMs(times, firstWaitMs, mostMs)) };
  };
  const mayBeAsked = (source: ByteSource, sha256: Sha256): boolean => {
    const { failing, wrong } = of(source);
    return !waits(failing) && !waits(wrong) && !waits(refusal(source, sha256));
  };
  const rate = (source: ByteSource): number | null => {
    const health = of(source);
    health.lastRate = health.meter.bytesPerSecond() ?? health.lastRate;
    return health.lastRate;
  };

  return {
    rate,
    usable: (sources, sha256) => {
      const may = sources.filter((source) => mayBeAsked(source, sha256));
      const quick = may.filter((source) => !waits(of(source).slow));
      return quick.length > 0 ? quick : may;
    },
    reason: (sources, sha256) => {
      if (sources.some((source) => mayBeAsked(source, sha256) && of(source).failing === null && refusal(source, sha256) === undefined)) return null;
      const problems = sources.map((source) => {
        const { failing, wrong } = of(source);
        // What a source failed with holds until it sends something, also while it is asked again.
        return failing?.problem ?? (waits(wrong) ? wrong : refusal(source, sha256))?.problem;
      });
      return problems.find((problem) => problem !== undefined) ?? null;
    },
    isRefused: (sha256) => refused.has(sha256),
    refused: () => [...refused.keys()],
    faults: (source) => {
      const { failing, wrong } = of(source);
      return [failing?.problem ?? null, wrong !== null && waits(wrong) ? wrong.problem : null];
    },
    isFailing: (source) => of(source).failing !== null,
    got: (source, bytes) => {
      const health = of(source);
      health.failing = null;
      health.meter.add(bytes);
    },
    sentRight: (source, sha256) => {
      of(source).wrong = null;
      const refusals = refused.get(sha256);
      refusals?.delete(source.name);
      if (refusals?.size === 0) refused.delete(sha256);
    },
    failed: (source, sha256, error, progressed) => {
      const health = of(source);
      if (error instanceof BadChunkError) {
        health.wrong = { ...wait(health.wrong, 5 * firstMs, MOST_ASIDE_MS), problem: { code: 'content-damaged', data: { what: source.name } } };
        return;
      }
      const problem: Problem = error instanceof ProblemError ? error.problem : { code: 'internal', data: { reference: sha256 } };
      if (isOfFile(problem, source)) {
        const refusals = refused.get(sha256) ?? new Map<string, Wait>();
        refusals.set(source.name, { ...wait(refusals.get(source.name), 5 * firstMs, MOST_SINGLE_MS), problem });
        refused.set(sha256, refusals);
      } else if (!progressed) {
        health.failing = { ...wait(health.failing, firstMs, MOST_MS), problem };
      }
    },
    wasSlow: (source) => {
      const health = of(source);
      health.slow = wait(health.slow, 30_000, MOST_ASIDE_MS);
    },
    isSetAside: (source) => waits(of(source).wrong),
    problems: () => [...known.values()].flatMap(({ wrong }) => (wrong !== null && waits(wrong) ? [wrong.problem] : [])),
    forgive: (files) => {
      for (const health of known.values()) {
        if (health.failing !== null) health.failing = { ...health.failing, untilMs: 0 };
        if (files !== undefined && health.wrong !== null) health.wrong = { ...health.wrong, untilMs: 0 };
      }
      if (files === undefined) return;
      for (const sha256 of files) refused.delete(sha256);
    },
    untilNextMs: () => {
      const all = [...known.values()].flatMap(({ failing, wrong }) => [failing, wrong]);
      const ahead = [...all, ...[...refused.values()].flatMap((refusals) => [...refusals.values()])].filter((one) => one !== null && waits(one));
      return Math.min(Infinity, ...ahead.map((one) => (one?.untilMs ?? 0) - now()));
    },
  };
}

/** What concerns one file alone: a source that lacks it may well have the others. */
function isOfFile(problem: Problem, source: ByteSource): boolean {
  switch (problem.code) {
    case 'county-refused':
      return problem.data.code !== 'rate-limited';
    case 'county-is-something-else': // A mirror says in words of its own what it lacks; the county has its refusals.
      return source.isMirror && [403, 404, 410].includes(problem.data.status);
    case 'content-damaged':
    case 'internal':
      return true;
    default:
      return false;
  }
}
