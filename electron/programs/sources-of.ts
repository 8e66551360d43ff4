import type { Sha256 } from '../../contract/values.ts';
import type { CountyClient } from '../site/county-client.ts';
import type { Http } from '../site/http.ts';
import { countySource, mirrorSource } from './byte-source.ts';
import type { ByteSource } from './byte-source.ts';
import type { ListedIssue, Listing } from './listing.ts';

/** Where each file can come from. */
export interface Sources {
  /** The county, then the mirrors of the issues that have the file. The same list for all files that share them. */
  readonly of: (sha256: Sha256) => readonly ByteSource[];
  /** Every source of any file. */
  readonly all: () => readonly ByteSource[];
}

export function createSources(county: () => { readonly client: CountyClient; readonly url: string } | null, http: Http, listing: () => Listing): Sources {
  const known = new Map<string, readonly ByteSource[]>();
  let knownOf: CountyClient | null = null;

  const sourcesAt = (key: string, mirrors: () => readonly string[]): readonly ByteSource[] => {
    const enrolled = county();
    if ((enrolled?.client ?? null) !== knownOf) {
      known.clear();
      knownOf = enrolled?.client ?? null;
    }
    const found = known.get(key);
    if (found !== undefined) return found;
    const sources = [...(enrolled === null ? [] : [countySource(enrolled.client, enrolled.url)]), ...mirrors().map((base) => mirrorSource(http, base))];
    known.set(key, sources);
    return sources;
  };

  /** The issues with the same mirrors, of the listing that was asked for last: in most counties all have the same. */
  let distinct: { readonly listing: Listing; readonly issues: readonly ListedIssue[] } | null = null;
  const distinctIssues = (): readonly ListedIssue[] => {
    const now = listing();
    if (distinct?.listing !== now) distinct = { listing: now, issues: [...new Map(now.issues.map((issue) => [issue.mirrorsKey, issue])).values()] };
    return distinct.issues;
  };

  return {
    of: (sha256) => {
      const [one, ...others] = distinctIssues();
      if (one !== undefined && others.length === 0) return sourcesAt(one.mirrorsKey, () => mirrorsOf([one]));
      const issues = listing().issuesOf.get(sha256) ?? [];
      const key = issues.length === 1 && issues[0] !== undefined ? issues[0].mirrorsKey : mirrorsOf(issues).join(' ');
      return sourcesAt(key, () => mirrorsOf(issues));
    },
    all: () => {
      const sources = distinctIssues().flatMap((issue) => sourcesAt(issue.mirrorsKey, () => mirrorsOf([issue])));
      return [...new Map(sources.map((source) => [source.name, source])).values()];
    },
  };
}

function mirrorsOf(issues: readonly ListedIssue[]): readonly string[] {
  return [...new Set(issues.flatMap((issue) => issue.outline.mirrors))];
}
