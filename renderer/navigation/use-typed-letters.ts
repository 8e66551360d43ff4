import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { focusScope, isTextField } from './focusable.ts';

/**
 * Hears letters typed on a keyboard, in upper case, wherever the focus is on the screen or dialog that holds the element
 * with the returned ref; not those typed into a field elsewhere.
 */
export function useTypedLetters(onLetter: (letter: string) => void): RefObject<HTMLDivElement | null> {
  const root = useRef<HTMLDivElement>(null);
  const latest = useRef(onLetter);
  useEffect(() => {
    latest.current = onLetter;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!/^[a-zA-Z]$/.test(event.key) || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
      const here = root.current;
      if (here === null || !focusScope(document).contains(here)) return;
      if (isTextField(event.target) && !here.contains(event.target)) return;
      event.preventDefault();
      latest.current(event.key.toUpperCase());
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
  return root;
}
