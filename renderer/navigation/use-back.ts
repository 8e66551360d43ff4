import { useEffect, useRef } from 'react';
import { isTextField } from './focusable.ts';

type Back = () => void;

/** Who wants to hear of the Back key; the one that came last is asked alone. */
const waiting: { readonly back: Back }[] = [];

/** Escape, the remote's Back, and Backspace where nothing is being typed. */
function isBackKey(event: KeyboardEvent): boolean {
  if (event.key === 'Escape' || event.key === 'GoBack' || event.key === 'BrowserBack') return true;
  return event.key === 'Backspace' && !isTextField(event.target);
}

function onKeyDown(event: KeyboardEvent): void {
  const top = waiting.at(-1);
  if (event.defaultPrevented || event.repeat || top === undefined || !isBackKey(event)) return;
  event.preventDefault();
  top.back();
}

/** Calls `back` when the Back key is pressed while nothing opened later wants it. Null: leaves the key to others. */
export function useBack(back: Back | null): void {
  const latest = useRef(back);
  useEffect(() => {
    latest.current = back;
  });
  const wanted = back !== null;
  useEffect(() => {
    if (!wanted) return undefined;
    const entry = { back: () => latest.current?.() };
    if (waiting.length === 0) window.addEventListener('keydown', onKeyDown);
    waiting.push(entry);
    return () => {
      waiting.splice(waiting.indexOf(entry), 1);
      if (waiting.length === 0) window.removeEventListener('keydown', onKeyDown);
    };
  }, [wanted]);
}
