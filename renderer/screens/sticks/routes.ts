import type { Nothing } from '../../navigation/routes.ts';

/** A stick as it was chosen; whether it is still plugged in, `useStick` says. */
export interface ChosenStick {
  readonly id: string;
  readonly name: string;
}

/** The operator's screens for carrying records and issues on sticks. */
export interface StickScreens {
  /** Which stick? */
  readonly sticks: Nothing;
  /** What to do with it. */
  readonly stick: ChosenStick;
  /** Which issues to copy onto it. */
  readonly 'stick-issues': ChosenStick;
  /** What is being carried, or how it ended. */
  readonly 'stick-work': Nothing;
}
