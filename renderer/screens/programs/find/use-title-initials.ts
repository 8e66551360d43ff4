import { useEffect, useState } from 'react';
import type { ProgramView } from '../../../../contract/ipc/topics.ts';
import type { InitialsOf } from './title-search.ts';

/** Read once and kept as long as the page lives: titles do not change. */
const known = new Map<string, string>();
/** Of an idle moment, what is left for whatever comes next. */
const SPARE_MS = 2;

const lookUp = (): InitialsOf => (title) => known.get(title);

/**
 * The initials of the programs' titles. They are read in idle moments, so that ten thousand of them hold nothing up; when
 * all are read the function is another one, and whoever searched with the old one searches again.
 */
export function useTitleInitials(programs: readonly ProgramView[]): InitialsOf {
  const [initialsOf, setInitialsOf] = useState(lookUp);
  useEffect(() => {
    const unread = [...new Set(programs.map(({ title }) => title['zh-CN']))].filter((title) => !known.has(title));
    if (unread.length === 0) return undefined;
    let stopped = false;
    let idle = 0;
    void import('./title-initials.ts').then(({ titleInitials }) => {
      const read = (deadline: IdleDeadline): void => {
        do {
          const title = unread.pop();
          if (title !== undefined) known.set(title, titleInitials(title));
        } while (unread.length > 0 && deadline.timeRemaining() > SPARE_MS);
        if (unread.length > 0) idle = requestIdleCallback(read);
        else setInitialsOf(lookUp);
      };
      if (!stopped) idle = requestIdleCallback(read);
    });
    return () => {
      stopped = true;
      cancelIdleCallback(idle);
    };
  }, [programs]);
  return initialsOf;
}
