import { useReducer, useState } from 'react';
import type { ReactNode } from 'react';
import { ChooseKind } from './choose-kind.tsx';
import { ChoosePrograms } from './choose-programs.tsx';
import { toggled } from './selection.ts';

/** Before anything is recorded: which programs, then which kind. */
export function Prepare({ onLeave }: { readonly onLeave: () => void }): ReactNode {
  const [step, setStep] = useState<'programs' | 'kind'>('programs');
  const [chosen, toggle] = useReducer(toggled, []);
  return step === 'programs' ? (
    <ChoosePrograms chosen={chosen} onToggle={toggle} onNext={() => setStep('kind')} onLeave={onLeave} />
  ) : (
    <ChooseKind chosen={chosen} onBack={() => setStep('programs')} />
  );
}
