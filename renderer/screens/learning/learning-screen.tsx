import type { ReactNode } from 'react';
import { useTopic } from '../../state/use-topic.ts';
import { MyYear } from './my-year.tsx';
import { SignedOut } from './signed-out.tsx';

/** The year of whoever is signed in; what one would find here, for anybody else. */
export function LearningScreen(): ReactNode {
  const learning = useTopic('learning');
  return learning === null ? <SignedOut /> : <MyYear learning={learning} />;
}
