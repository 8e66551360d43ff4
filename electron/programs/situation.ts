import type { Problem } from '../../contract/problem.ts';
import type { Sha256 } from '../../contract/values.ts';
import type { ByteSource } from './byte-source.ts';
import type { DownloadChoices } from './choices.ts';
import type { ContentStore } from './content-store.ts';
import type { FileOutline } from './outline.ts';
import type { SourceHealth } from './source-health.ts';
import type { Transfers } from './transfers.ts';

/** What the state of a program depends on. */
export interface Situation {
  readonly content: Pick<ContentStore, 'has' | 'hasPart' | 'doneBytes'>;
  readonly choices: DownloadChoices;
  /** Bytes of it are coming. */
  readonly isActive: (sha256: Sha256) => boolean;
  /** Why a file does not come; null: its turn has not come. */
  readonly reasonOf: (file: FileOutline) => Problem | null;
  /** A source of the file can be expected to answer. */
  readonly isReachable: (sha256: Sha256) => boolean;
  /** Another text as soon as something changes that concerns all programs alike: choices, hours, how the sources are. */
  readonly common: string;
  /** The files for which more counts than that and what the content store has of them. */
  readonly special: readonly Sha256[];
}

export interface SituationOptions {
  readonly content: ContentStore;
  readonly choices: DownloadChoices;
  readonly health: SourceHealth;
  readonly sourcesOf: (sha256: Sha256) => readonly ByteSource[];
  readonly allSources: () => readonly ByteSource[];
  readonly transfers: Pick<Transfers, 'isActive' | 'problemOf' | 'coming'>;
  /** These hours are not for downloads. */
  readonly isHeld: boolean;
}

/** How things are now. Thousands of files share their sources: how these are is found out once for all that is told together. */
export function situationOf({ content, choices, health, sourcesOf, allSources, transfers, isHeld }: SituationOptions): Situation {
  const { isActive, problemOf, coming } = transfers;
  const { night } = choices.rules();
  const waitsForNight: Problem | null = isHeld && night !== null ? { code: 'downloads-at-night', data: { from: night.from } } : null;
  const reasons = new Map<readonly ByteSource[], Problem | null>();
  const reachable = new Map<readonly ByteSource[], boolean>();
  return {
    content,
    choices,
    isActive,
    reasonOf: ({ sha256 }) => {
      const own = problemOf(sha256) ?? waitsForNight;
      if (own !== null) return own;
      const sources = sourcesOf(sha256);
      if (health.isRefused(sha256)) return health.reason(sources, sha256);
      return onceFor(reasons, sources, () => health.reason(sources, sha256));
    },
    isReachable: (sha256) => {
      const sources = sourcesOf(sha256);
      return onceFor(reachable, sources, () => sources.some((source) => !health.isFailing(source) && !health.isSetAside(source)));
    },
    common: JSON.stringify([choices.changes(), waitsForNight, ...allSources().map((source) => [source.name, health.faults(source)])]),
    special: [...coming(), ...health.refused()],
  };
}

function onceFor<K, V>(known: Map<K, V>, key: K, find: () => V): V {
  const before = known.get(key);
  if (before !== undefined) return before;
  const value = find();
  known.set(key, value);
  return value;
}
