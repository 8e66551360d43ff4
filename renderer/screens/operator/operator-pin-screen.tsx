import type { ReactNode } from 'react';
import { useTopic } from '../../state/use-topic.ts';
import { ChoosePin } from './choose-pin.tsx';
import { UnlockWithPin } from './unlock-with-pin.tsx';

/** In the place of an operator's screen until the PIN has been given; the first time it is chosen. */
export function OperatorPinScreen(): ReactNode {
  const { operator } = useTopic('app');
  return operator.pinChosen ? <UnlockWithPin /> : <ChoosePin />;
}
