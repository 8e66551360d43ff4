import { createContext, use, useEffect, useMemo, useReducer } from 'react';
import type { ReactNode } from 'react';
import { keepWay } from './kept-way.ts';
import { rememberFocus } from './remembered-focus.ts';
import type { RememberedFocus } from './remembered-focus.ts';
import type { Route, ScreenName, Screens } from './routes.ts';
import { initialStack, reduceStack } from './screen-stack.ts';
import type { ScreenStack, StackEntry } from './screen-stack.ts';

/** A screen's properties, left out when it has none. */
type Props<N extends ScreenName> = keyof Screens[N] extends never ? [] : [props: Screens[N]];

export interface Navigation {
  /** Opens a screen; Back leads here again, with focus where it was. */
  readonly go: <N extends ScreenName>(name: N, ...props: Props<N>) => void;
  /** Opens a screen in the place of this one. */
  readonly replace: <N extends ScreenName>(name: N, ...props: Props<N>) => void;
  readonly back: () => void;
  readonly home: () => void;
}

const NavigationContext = createContext<Navigation | null>(null);
const EntryContext = createContext<StackEntry | null>(null);

function route<N extends ScreenName>(name: N, props: Props<N>): Route {
  // Name and properties belong together, which the compiler cannot see through the conditional type.
  return { name, props: props[0] ?? {} } as Route;
}

/** Keeps the way one has come, and draws the screen on top of it. */
export function NavigationProvider({ children, begin = initialStack }: { readonly children: (entry: StackEntry) => ReactNode; readonly begin?: ScreenStack }): ReactNode {
  const [stack, dispatch] = useReducer(reduceStack, begin);
  useEffect(() => keepWay(stack), [stack]);
  const navigation = useMemo<Navigation>(
    () => ({
      go: (name, ...props) => dispatch({ type: 'go', route: route(name, props), focus: focusNow() }),
      replace: (name, ...props) => dispatch({ type: 'replace', route: route(name, props) }),
      back: () => dispatch({ type: 'back' }),
      home: () => dispatch({ type: 'home' }),
    }),
    [],
  );
  return (
    <NavigationContext value={navigation}>
      <EntryContext value={stack.top}>{children(stack.top)}</EntryContext>
    </NavigationContext>
  );
}

export function useNavigation(): Navigation {
  const navigation = use(NavigationContext);
  if (navigation === null) throw new Error('useNavigation outside of NavigationProvider');
  return navigation;
}

/** The step of the way one has come that this screen is; null outside of navigation. */
export function useStackEntry(): StackEntry | null {
  return use(EntryContext);
}

/** What was focused when one left this screen for another; null on the first visit. */
export function useRememberedFocus(): RememberedFocus | null {
  return use(EntryContext)?.focus ?? null;
}

function focusNow(): RememberedFocus | null {
  const screen = document.querySelector<HTMLElement>('.screen');
  return screen === null ? null : rememberFocus(screen);
}
