import { createContext, use, useCallback, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useTopic } from '../../state/use-topic.ts';
import { OperatorPinScreen } from './operator-pin-screen.tsx';

const KeepOpenContext = createContext<((held: boolean) => void) | null>(null);

/**
 * Lets an operator's screen be seen only while the operator's area is open; asks for the PIN in its place otherwise. The
 * area locks by itself after a while without use: a screen that must not go away then says so with `useKeepOpen`.
 */
export function OperatorGate({ children }: { readonly children: ReactNode }): ReactNode {
  const { operator } = useTopic('app');
  const [held, setHeld] = useState(false);
  if (!operator.unlocked && !held) return <OperatorPinScreen />;
  return <KeepOpenContext value={setHeld}>{children}</KeepOpenContext>;
}

/** While `wanted`, this screen stays although the operator's area has locked itself; e.g. a film that plays. */
export function useKeepOpen(wanted: boolean): void {
  const hold = use(KeepOpenContext);
  const keep = useCallback((held: boolean) => hold?.(held), [hold]);
  useEffect(() => {
    if (!wanted) return undefined;
    keep(true);
    return () => keep(false);
  }, [wanted, keep]);
}
