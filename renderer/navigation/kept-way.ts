import type { Route, ScreenName } from './routes.ts';
import { initialStack } from './screen-stack.ts';
import type { ScreenStack, StackEntry } from './screen-stack.ts';

/** Where the way is kept: it outlives a page that crashed or hung, and ends with the program. */
const NAME = 'way';
type Kept = Pick<Storage, 'getItem' | 'setItem'>;

/** Keeps the way one has come for a page that takes this one's place. What was focused on the screens below is let go. */
export function keepWay({ below, top }: ScreenStack, storage: Kept = sessionStorage): void {
  const routes = [...below, top].map(({ route }) => route);
  try {
    storage.setItem(NAME, JSON.stringify(routes));
  } catch (error) {
    // Too long, or nowhere to write: a page that breaks off then begins at home.
    console.warn('the way is not kept', error);
  }
}

let restored: Route | null = null;

/** True for the screen that was on top when the page before this one broke off. */
export function isRestored(route: Route | undefined): boolean {
  return route !== undefined && route === restored;
}

/**
 * The way that a page before this one had come, if it broke off; home for the first page, and for one whose address ends in
 * `#home`: the main process says so when the same screen has failed again. `known` are the screens there are.
 */
export function wayBefore(known: ReadonlySet<string>, hash: string, storage: Kept = sessionStorage): ScreenStack {
  const kept = storage.getItem(NAME);
  if (kept === null || hash === '#home') return initialStack;
  const routes = routesIn(kept, known);
  if (routes === null) return initialStack;
  const entries = routes.map((route, id): StackEntry => ({ id, route, focus: null }));
  const top = entries.at(-1);
  restored = top?.route ?? null;
  return top === undefined ? initialStack : { below: entries.slice(0, -1), top };
}

/** Null for anything but a list of routes that begins at home. */
function routesIn(text: string, known: ReadonlySet<string>): readonly Route[] | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null; // Cut off in the middle: begins at home.
  }
  if (!Array.isArray(value)) return null;
  const routes = value.filter((item: unknown): item is Route => isRoute(item, known));
  return routes.length === value.length && routes[0]?.name === 'home' ? routes : null;
}

function isRoute(item: unknown, known: ReadonlySet<string>): item is Route {
  if (typeof item !== 'object' || item === null || !('name' in item) || !('props' in item)) return false;
  return known.has(item.name as ScreenName) && typeof item.props === 'object' && item.props !== null;
}
