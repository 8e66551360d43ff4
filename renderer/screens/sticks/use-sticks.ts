import { useEffect, useState } from 'react';
import type { Stick } from '../../../contract/ipc/calls.ts';
import type { Problem } from '../../../contract/problem.ts';
import { useCall } from '../../state/use-call.ts';

/** Between an answer and the next question: a stick shows up within some seconds of being plugged in. */
const ASK_AGAIN_MS = 1500;

export interface PluggedIn {
  /** Null until they are known. */
  readonly sticks: readonly Stick[] | null;
  /** Why they cannot be listed. */
  readonly problem: Problem | null;
}

/** The sticks that are plugged in, asked again and again while a screen shows them. */
export function useSticks(): PluggedIn {
  const { run } = useCall('stick.list');
  const [plugged, setPlugged] = useState<PluggedIn>({ sticks: null, problem: null });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let left = false;
    const ask = async (): Promise<void> => {
      const result = await run({});
      if (left) return;
      setPlugged((before) => (result.ok ? { sticks: result.value, problem: null } : { sticks: before.sticks, problem: result.problem }));
      timer = setTimeout(() => void ask(), ASK_AGAIN_MS);
    };
    void ask();
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [run]);
  return plugged;
}

/** One stick as it is now; `gone` when it was pulled out, null until that is known. */
export function useStick(id: string): Stick | 'gone' | null {
  const { sticks } = useSticks();
  return sticks === null ? null : (sticks.find((stick) => stick.id === id) ?? 'gone');
}
