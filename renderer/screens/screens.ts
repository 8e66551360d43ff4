import type { ComponentType } from 'react';
import type { Screens } from '../navigation/routes.ts';
import { GroupScreen } from './group/group-screen.tsx';
import { HomeScreen } from './home/home-screen.tsx';
import { informationScreens } from './information/screens.ts';
import { LearningScreen } from './learning/learning-screen.tsx';
import { programScreens } from './programs/screens.ts';
import { DownloadsScreen } from './site/downloads/downloads-screen.tsx';
import { SiteScreen } from './site/site-screen.tsx';
import { stickScreens } from './sticks/screens.ts';

/** The component of every screen. */
export const screens: { readonly [N in keyof Screens]: ComponentType<Screens[N]> } = {
  home: HomeScreen,
  group: GroupScreen,
  learning: LearningScreen,
  site: SiteScreen,
  downloads: DownloadsScreen,
  ...programScreens,
  ...informationScreens,
  ...stickScreens,
};
