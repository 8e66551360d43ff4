import { useEffect, useRef } from 'react';
import { CardBurst } from './card-burst.ts';

/**
 * Hears a card reader wherever the focus is. `onCard` returns whether it takes what was typed; what it takes is not pressed on
 * whatever has the focus as well. Null: no reader is heard.
 */
export function useCardReader(onCard: ((typed: string) => boolean) | null): void {
  const latest = useRef(onCard);
  useEffect(() => {
    latest.current = onCard;
  });
  useEffect(() => {
    const burst = new CardBurst();
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
      const typed = burst.key(event.key, event.timeStamp);
      if (typed === null || latest.current?.(typed) !== true) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    // Before anybody else: Enter would press the button that has the focus.
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
}
