import { useCallback, useEffect, useRef, useState } from 'react';

const HIDE_AFTER_MS = 4000;

export interface ControlsShown {
  readonly shown: boolean;
  /** Somebody did something: shows the controls for a while longer. */
  readonly wake: () => void;
}

/**
 * Controls come with any key or move, and go after four seconds of quiet while the film plays; not while a dialog stands
 * over them, which returns focus to them.
 */
export function useControlsShown(playing: boolean): ControlsShown {
  const [awake, setAwake] = useState(true);
  const timer = useRef<ReturnType<typeof setInterval>>(undefined);
  const rest = useCallback(() => {
    clearInterval(timer.current);
    timer.current = setInterval(() => {
      if (document.querySelector('[role="dialog"], [role="alertdialog"]') === null) setAwake(false);
    }, HIDE_AFTER_MS);
  }, []);
  const wake = useCallback(() => {
    setAwake(true);
    rest();
  }, [rest]);
  useEffect(() => {
    if (playing) rest();
    return () => clearInterval(timer.current);
  }, [playing, rest]);
  return { shown: awake || !playing, wake };
}
