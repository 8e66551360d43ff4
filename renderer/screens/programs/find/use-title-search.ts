import { useEffect, useMemo, useRef } from 'react';
import type { ProgramView } from '../../../../contract/ipc/topics.ts';
import { useKeptState } from '../../../navigation/use-kept.ts';
import type { TitleAnswer, TitleQuestion } from './title-messages.ts';
import { findByTitle } from './title-search.ts';

/** One worker serves all lists, one after another, as long as the page lives: what it has read stays known. */
let worker: Worker | null = null;
let turns = 0;

function startedWorker(): Worker {
  worker ??= new Worker(new URL('./title.worker.ts', import.meta.url), { type: 'module' });
  return worker;
}

interface Found {
  readonly programs: readonly ProgramView[];
  /** What was sought; another one may have been typed since. */
  readonly query: string;
}

/**
 * The programs that a query finds, by title or by the initials of its pinyin. It is searched beside this thread: while an
 * answer is under way the last one stays.
 */
export function useTitleSearch(programs: readonly ProgramView[], query: string): Found {
  // Kept, so that whoever comes back finds the list as it was, and what was focused in it.
  const [answer, setAnswer] = useKeptState<Found | null>('title-search.answer', null);
  const turn = useRef(0);
  const sought = useRef(query);
  useEffect(() => {
    turns += 1;
    const own = turns;
    turn.current = own;
    const asked = startedWorker();
    const onAnswer = ({ data }: MessageEvent<TitleAnswer>): void => {
      if (data.turn !== own || data.query !== sought.current.trim()) return;
      setAnswer({ query: data.query, programs: Array.from(data.places).flatMap((place) => programs[place] ?? []) });
    };
    const onError = (event: ErrorEvent): void => {
      // Without the worker titles are found all the same, if more slowly and without pinyin.
      console.error('titles are searched here', event.message);
      setAnswer({ query: sought.current.trim(), programs: findByTitle(programs, sought.current, () => undefined) });
    };
    asked.addEventListener('message', onAnswer);
    asked.addEventListener('error', onError);
    // Copying thousands of titles takes a moment, which no key should have to wait for.
    const idle = requestIdleCallback(
      () => {
        asked.postMessage({ kind: 'titles', turn: own, titles: programs.map(({ title }) => title) } satisfies TitleQuestion);
        ask(asked, own, sought.current);
      },
      { timeout: 500 },
    );
    return () => {
      cancelIdleCallback(idle);
      asked.removeEventListener('message', onAnswer);
      asked.removeEventListener('error', onError);
    };
  }, [programs, setAnswer]);
  useEffect(() => {
    sought.current = query;
    ask(startedWorker(), turn.current, query);
  }, [query]);
  const isSought = query.trim() !== '';
  return useMemo(() => (isSought && answer !== null ? answer : { programs, query: '' }), [isSought, answer, programs]);
}

function ask(asked: Worker, turn: number, query: string): void {
  if (query.trim() !== '') asked.postMessage({ kind: 'find', turn, query } satisfies TitleQuestion);
}
