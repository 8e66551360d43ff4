import type { ComponentType } from 'react';
import type { Screens } from '../navigation/routes.ts';
import { activityScreens } from './activities/screens.ts';
import { GroupScreen } from './group/group-screen.tsx';
import { hallScreens } from './group/screens.ts';
import { HomeScreen } from './home/home-screen.tsx';
import { informationScreens } from './information/screens.ts';
import { learningScreens } from './learning/screens.ts';
import { programScreens } from './programs/screens.ts';
import { DownloadsScreen } from './site/downloads/downloads-screen.tsx';
import { SiteScreen } from './site/site-screen.tsx';
import { UpkeepScreen } from './site/upkeep/upkeep-screen.tsx';
import { stickScreens } from './sticks/screens.ts';

/** The component of every screen. */
export const screens: { readonly [N in keyof Screens]: ComponentType<Screens[N]> } = {
  home: HomeScreen,
  group: GroupScreen,
  ...hallScreens,
  ...activityScreens,
  site: SiteScreen,
  downloads: DownloadsScreen,
  upkeep: UpkeepScreen,
  ...learningScreens,
  ...programScreens,
  ...informationScreens,
  ...stickScreens,
};
