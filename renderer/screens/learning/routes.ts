import type { Nothing } from '../../navigation/routes.ts';

/** A member's own learning, and the operator's view of everybody's. */
export interface LearningScreens {
  /** How this year stands for whoever is signed in. */
  readonly learning: Nothing;
  /** Chooses the year's courses. */
  readonly 'course-plan': Nothing;
  /** Everything watched this year, alone and with the group. */
  readonly watched: Nothing;
  /** The year on paper: printed, or saved to a stick. */
  readonly 'year-sheet': Nothing;
  /** The member's own PIN. */
  readonly 'member-pin': Nothing;
  /** Who lacks how much; behind the operator's PIN. */
  readonly learners: Nothing;
}
