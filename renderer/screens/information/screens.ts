import type { ComponentType } from 'react';
import { AnswerScreen } from './board/answer-screen.tsx';
import { AskScreen } from './board/ask-screen.tsx';
import { BoardScreen } from './board/board-screen.tsx';
import { InformationScreen } from './information-screen.tsx';
import { ItemScreen } from './item-screen.tsx';
import { KindScreen } from './kind-screen.tsx';
import type { InformationScreens } from './routes.ts';
import { StepsScreen } from './steps-screen.tsx';

/** The component of every screen of this folder. */
export const informationScreens: { readonly [N in keyof InformationScreens]: ComponentType<InformationScreens[N]> } = {
  information: InformationScreen,
  'information-kind': KindScreen,
  'information-item': ItemScreen,
  'information-steps': StepsScreen,
  'information-ask': AskScreen,
  'information-board': BoardScreen,
  'information-answer': AnswerScreen,
};
