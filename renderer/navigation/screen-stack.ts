import type { RememberedFocus } from './remembered-focus.ts';
import type { Route } from './routes.ts';

/** One screen that was opened and not yet left. */
export interface StackEntry {
  /** Rises with every screen opened, so that opening the same one again is a new one. */
  readonly id: number;
  readonly route: Route;
  /** What was focused when another screen was opened from here. */
  readonly focus: RememberedFocus | null;
}

/** The way one has come; the last entry is on the screen. Never empty: home is at the bottom. */
export interface ScreenStack {
  readonly below: readonly StackEntry[];
  readonly top: StackEntry;
}

export type StackAction =
  | { readonly type: 'go'; readonly route: Route; readonly focus: RememberedFocus | null }
  | { readonly type: 'replace'; readonly route: Route }
  | { readonly type: 'back' }
  | { readonly type: 'home' };

const home: Route = { name: 'home', props: {} };

export const initialStack: ScreenStack = { below: [], top: { id: 0, route: home, focus: null } };

export function reduceStack(stack: ScreenStack, action: StackAction): ScreenStack {
  const id = stack.top.id + 1;
  switch (action.type) {
    case 'go':
      return { below: [...stack.below, { ...stack.top, focus: action.focus }], top: { id, route: action.route, focus: null } };
    case 'replace':
      return { ...stack, top: { id, route: action.route, focus: null } };
    case 'back': {
      const previous = stack.below.at(-1);
      return previous === undefined ? stack : { below: stack.below.slice(0, -1), top: previous };
    }
    case 'home':
      return { below: [], top: stack.below[0] ?? stack.top };
  }
}
