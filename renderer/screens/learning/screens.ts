import type { ComponentType } from 'react';
import { CoursePlanScreen } from './course-plan-screen.tsx';
import { LearnersScreen } from './learners-screen.tsx';
import { LearningScreen } from './learning-screen.tsx';
import { MemberPinScreen } from './member-pin-screen.tsx';
import type { LearningScreens } from './routes.ts';
import { WatchedScreen } from './watched-screen.tsx';
import { YearSheetScreen } from './year-sheet-screen.tsx';

/** The component of every screen of this folder. */
export const learningScreens: { readonly [N in keyof LearningScreens]: ComponentType<LearningScreens[N]> } = {
  learning: LearningScreen,
  'course-plan': CoursePlanScreen,
  watched: WatchedScreen,
  'year-sheet': YearSheetScreen,
  'member-pin': MemberPinScreen,
  learners: LearnersScreen,
};
