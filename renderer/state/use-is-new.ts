import { useCallback, useMemo } from 'react';
import { newSince } from './new-issues.ts';
import { useNow } from './use-now.ts';
import { useTopic } from './use-topic.ts';

/** Tells whether something was published of late. */
export function useIsNew(): (publishedAt: string) => boolean {
  const descriptions = useTopic('programs');
  const now = useNow('minute');
  const published = useMemo(() => [...new Set(descriptions.map(({ issue }) => issue.publishedAt))], [descriptions]);
  const since = newSince(published, now);
  return useCallback((publishedAt: string) => Date.parse(publishedAt) >= since, [since]);
}
