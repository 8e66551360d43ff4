import { useCallback } from 'react';
import type { RefCallback } from 'react';
import { useKeptState } from '../../navigation/use-kept.ts';

/** As many rows as are drawn at once: two hundred take a weak machine half a second at every letter typed. */
const PAGE = 40;

/**
 * How many of a list's rows to draw: more as soon as its end comes into sight. `list` names what is listed; another list
 * begins anew. Put `end` on something below the last row.
 */
export function useGrowing(list: string): { readonly count: number; readonly end: RefCallback<HTMLElement> } {
  const [grown, setGrown] = useKeptState('grown', { list, count: PAGE });
  const count = grown.list === list ? grown.count : PAGE;
  const end = useCallback(
    (element: HTMLElement | null) => {
      if (element === null) return undefined;
      const observer = new IntersectionObserver((entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setGrown({ list, count: count + PAGE });
      });
      observer.observe(element);
      return () => observer.disconnect();
    },
    [count, list, setGrown],
  );
  return { count, end };
}
