import type { ComponentType } from 'react';
import { InformationScreen } from './information-screen.tsx';
import { ItemScreen } from './item-screen.tsx';
import { KindScreen } from './kind-screen.tsx';
import type { InformationScreens } from './routes.ts';

/** The component of every screen of this folder. */
export const informationScreens: { readonly [N in keyof InformationScreens]: ComponentType<InformationScreens[N]> } = {
  information: InformationScreen,
  'information-kind': KindScreen,
  'information-item': ItemScreen,
};
