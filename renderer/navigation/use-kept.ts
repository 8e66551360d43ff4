import { useCallback, useState } from 'react';
import { useStackEntry } from './navigation.tsx';
import type { Route } from './routes.ts';

type Things = Map<string, unknown>;

/** By the route that a screen was opened with, which stays the same one while other screens are opened above it. */
const kept = new WeakMap<Route, Things>();

/** What this screen keeps, by names that tell the things and their types apart. */
function useThings(): Things {
  const entry = useStackEntry();
  const [things] = useState(() => {
    const known = (entry === null ? undefined : kept.get(entry.route)) ?? (new Map() as Things);
    if (entry !== null) kept.set(entry.route, known);
    return known;
  });
  return things;
}

/** What a screen made when it was opened, again when one comes back to it from another screen. */
export function useKept<T>(name: string, create: () => T): T {
  const things = useThings();
  const [value] = useState(() => {
    if (!things.has(name)) things.set(name, create());
    return things.get(name) as T;
  });
  return value;
}

/** As `useState`, but it is still there when one comes back from another screen. */
export function useKeptState<T>(name: string, initial: T): [T, (value: T) => void] {
  const things = useThings();
  const [value, setValue] = useState(() => (things.has(name) ? (things.get(name) as T) : initial));
  const set = useCallback(
    (next: T) => {
      things.set(name, next);
      setValue(next);
    },
    [name, things],
  );
  return [value, set];
}
