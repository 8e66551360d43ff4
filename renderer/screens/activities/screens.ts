import type { ComponentType } from 'react';
import { ActivitiesScreen } from './activities-screen.tsx';
import { ActivityFormScreen } from './activity-form-screen.tsx';
import { ActivityScreen } from './activity-screen.tsx';
import type { ActivityScreens } from './routes.ts';

/** The component of every screen of this folder. */
export const activityScreens: { readonly [N in keyof ActivityScreens]: ComponentType<ActivityScreens[N]> } = {
  activities: ActivitiesScreen,
  activity: ActivityScreen,
  'activity-form': ActivityFormScreen,
};
