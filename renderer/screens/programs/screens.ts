import type { ComponentType } from 'react';
import { IssuesScreen } from './issues-screen.tsx';
import { ProgramListScreen } from './program-list-screen.tsx';
import { ProgramScreen } from './program-screen.tsx';
import { ProgramsScreen } from './programs-screen.tsx';
import type { ProgramScreens } from './routes.ts';
import { SignInScreen } from './sign-in-screen.tsx';
import { WatchScreen } from './watch-screen.tsx';

/** The component of every screen of this folder. */
export const programScreens: { readonly [N in keyof ProgramScreens]: ComponentType<ProgramScreens[N]> } = {
  programs: ProgramsScreen,
  issues: IssuesScreen,
  'program-list': ProgramListScreen,
  program: ProgramScreen,
  'sign-in': SignInScreen,
  watch: WatchScreen,
};
