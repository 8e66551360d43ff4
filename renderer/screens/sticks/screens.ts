import type { ComponentType } from 'react';
import type { StickScreens } from './routes.ts';
import { StickIssuesScreen } from './stick-issues-screen.tsx';
import { StickScreen } from './stick-screen.tsx';
import { StickWorkScreen } from './stick-work-screen.tsx';
import { SticksScreen } from './sticks-screen.tsx';

/** The component of every screen of this folder. */
export const stickScreens: { readonly [N in keyof StickScreens]: ComponentType<StickScreens[N]> } = {
  sticks: SticksScreen,
  stick: StickScreen,
  'stick-issues': StickIssuesScreen,
  'stick-work': StickWorkScreen,
};
