import type { InformationScreens } from '../screens/information/routes.ts';
import type { ProgramScreens } from '../screens/programs/routes.ts';
import type { StickScreens } from '../screens/sticks/routes.ts';

/** Properties of a screen that needs none. */
export type Nothing = object;

/** Every screen one can go to, and what it must be told. The components are in `screens/screens.ts`. */
export interface Screens extends ProgramScreens, InformationScreens, StickScreens {
  readonly home: Nothing;
  readonly group: Nothing;
  readonly learning: Nothing;
  readonly site: Nothing;
  readonly downloads: Nothing;
}

export type ScreenName = keyof Screens;
export type Route = { [N in ScreenName]: { readonly name: N; readonly props: Screens[N] } }[ScreenName];

/** Screens behind the operator's PIN. Leaving them all locks the operator's area again. */
export const operatorScreens: ReadonlySet<ScreenName> = new Set(['group', 'site', 'downloads', 'sticks', 'stick', 'stick-issues', 'stick-work']);
