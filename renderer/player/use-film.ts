import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { RefCallback } from 'react';
import type { Language } from '../../contract/text.ts';
import type { Segment } from '../../contract/viewing/played-segments.ts';
import { Film } from './film.ts';
import type { FilmManners, FilmState } from './film.ts';
import type { PlayableProgram, Turn } from './playlist.ts';

export interface FilmHandle {
  /** Put it on the element in which the film appears. */
  readonly host: RefCallback<HTMLElement>;
  /** Null before the first drawing. */
  readonly film: Film | null;
}

export interface FilmListener {
  readonly played: (program: PlayableProgram, segment: Segment) => void;
  readonly ended: (turn: Turn) => void;
}

/**
 * Shows the program of a turn, and another film for each new turn; volume, speed and subtitles stay as they were.
 * `loudest` is the operator's limit of the volume, 0 to 1.
 */
export function useFilm(turn: Turn, subtitles: Language | null, loudest: number, listener: FilmListener): FilmHandle {
  const [film, setFilm] = useState<Film | null>(null);
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  const limit = useRef(loudest);
  useEffect(() => {
    limit.current = loudest;
    film?.setLoudest(loudest);
  }, [film, loudest]);
  const manners = useRef<FilmManners>({ volume: 1, rate: 1, subtitles });
  const host = useCallback(
    (element: HTMLElement | null) => {
      if (element === null) return undefined;
      const next = new Film(element, turn.program, turn, manners.current, {
        played: (segment) => latest.current.played(turn.program, segment),
        ended: () => latest.current.ended(turn),
      }, limit.current);
      setFilm(next);
      return () => {
        manners.current = next.manners();
        next.dispose();
      };
    },
    [turn],
  );
  return { host, film };
}

const never = (): (() => void) => () => undefined;
const none = (): null => null;

/** What the film shows right now; null while there is none. */
export function useFilmState(film: Film | null): FilmState | null {
  return useSyncExternalStore<FilmState | null>(film?.subscribe ?? never, film?.snapshot ?? none);
}
