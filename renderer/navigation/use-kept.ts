import { useState } from 'react';
import { useStackEntry } from './navigation.tsx';
import type { Route } from './routes.ts';

/** By the route that a screen was opened with, which stays the same one while other screens are opened above it. */
const kept = new WeakMap<Route, Map<string, unknown>>();

/**
 * What a screen made when it was opened, again when one comes back to it from another screen. `name` tells apart the
 * things that one screen keeps, and their types.
 */
export function useKept<T>(name: string, create: () => T): T {
  const entry = useStackEntry();
  const [value] = useState(() => {
    const things = entry === null ? new Map<string, unknown>() : (kept.get(entry.route) ?? new Map<string, unknown>());
    if (entry !== null) kept.set(entry.route, things);
    if (!things.has(name)) things.set(name, create());
    return things.get(name) as T;
  });
  return value;
}
