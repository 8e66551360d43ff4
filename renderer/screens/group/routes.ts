import type { PlanId } from '../../../contract/usage/copies.ts';
import type { ViewingId } from '../../../contract/usage/event.ts';
import type { Nothing } from '../../navigation/routes.ts';

/** What belongs to group viewings besides the one that is open: before it, and afterwards. */
export interface HallScreens {
  /** What is planned. */
  readonly schedule: Nothing;
  /** One that is planned: to be begun, changed or withdrawn. */
  readonly planned: { readonly plan: PlanId };
  /** Plans one, or changes the operator's own. */
  readonly 'plan-viewing': { readonly plan: PlanId | null };
  readonly 'past-viewings': Nothing;
  readonly 'past-viewing': { readonly viewing: ViewingId };
}
