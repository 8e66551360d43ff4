import type { ActivityId } from '../../../contract/usage/copies.ts';
import type { Nothing } from '../../navigation/routes.ts';

/** What happened away from the terminal. */
export interface ActivityScreens {
  readonly activities: Nothing;
  readonly activity: { readonly activity: ActivityId };
  /** Records one, or corrects one (`activity`). */
  readonly 'activity-form': { readonly activity: ActivityId | null };
}
