import type { ComponentType } from 'react';
import { PastViewingScreen } from './past/past-viewing-screen.tsx';
import { PastViewingsScreen } from './past/past-viewings-screen.tsx';
import type { HallScreens } from './routes.ts';
import { PlanViewingScreen } from './schedule/plan-viewing-screen.tsx';
import { PlannedScreen } from './schedule/planned-screen.tsx';
import { ScheduleScreen } from './schedule/schedule-screen.tsx';

/** The component of every screen of this folder but the group viewing itself. */
export const hallScreens: { readonly [N in keyof HallScreens]: ComponentType<HallScreens[N]> } = {
  schedule: ScheduleScreen,
  planned: PlannedScreen,
  'plan-viewing': PlanViewingScreen,
  'past-viewings': PastViewingsScreen,
  'past-viewing': PastViewingScreen,
};
