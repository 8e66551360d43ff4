import type { ActivityScreens } from '../screens/activities/routes.ts';
import type { HallScreens } from '../screens/group/routes.ts';
import type { InformationScreens } from '../screens/information/routes.ts';
import type { LearningScreens } from '../screens/learning/routes.ts';
import type { ProgramScreens } from '../screens/programs/routes.ts';
import type { StickScreens } from '../screens/sticks/routes.ts';

/** Properties of a screen that needs none. */
export type Nothing = object;

/** Every screen one can go to, and what it must be told. The components are in `screens/screens.ts`. */
export interface Screens extends ActivityScreens, HallScreens, LearningScreens, ProgramScreens, InformationScreens, StickScreens {
  readonly home: Nothing;
  readonly group: Nothing;
  readonly site: Nothing;
  readonly downloads: Nothing;
  readonly upkeep: Nothing;
}

export type ScreenName = keyof Screens;
export type Route = { [N in ScreenName]: { readonly name: N; readonly props: Screens[N] } }[ScreenName];

/** Screens behind the operator's PIN. Leaving them all locks the operator's area again. */
export const operatorScreens: ReadonlySet<ScreenName> = new Set(['group', 'site', 'downloads', 'upkeep', 'sticks', 'stick', 'stick-issues', 'stick-work', 'schedule', 'planned', 'plan-viewing', 'past-viewings', 'past-viewing', 'activities', 'activity', 'activity-form', 'learners']);
