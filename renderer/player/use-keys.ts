import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { mediaKey } from './use-media-keys.ts';
import type { MediaKeys } from './use-media-keys.ts';

const JUMP_SECONDS = 10;
/** A key held down jumps this often. */
const JUMP_EVERY_MS = 200;

export interface KeysOptions {
  /** Film and controls are what one has before one: no question stands over them. */
  readonly active: boolean;
  /** The controls can be seen, and there is a film. */
  readonly shown: boolean;
  readonly keys: MediaKeys;
  readonly wake: () => void;
}

/**
 * Keyboard and remote. While the controls are hidden the keys act on the film itself: Enter and Space pause, left and
 * right jump. Any key brings the controls back, with focus where that key continues; then the arrows walk among them.
 */
export function useKeys({ active, shown, keys, wake }: KeysOptions): { readonly root: RefObject<HTMLElement | null> } {
  const root = useRef<HTMLElement>(null);
  const focusNext = useRef<'play' | 'position'>('play');
  const jumpedAtMs = useRef(0);

  const act = (event: KeyboardEvent): boolean => {
    const focused = document.activeElement;
    const onControl = shown && focused !== root.current && root.current?.contains(focused) === true;
    focusNext.current = 'play';
    switch (event.key) {
      case 'Enter':
      case ' ':
        if (onControl && focused instanceof HTMLButtonElement) return false;
        if (!event.repeat) keys.toggle();
        return true;
      case 'ArrowLeft':
      case 'ArrowRight': {
        if (onControl) return false;
        focusNext.current = 'position';
        if (event.timeStamp - jumpedAtMs.current >= JUMP_EVERY_MS || !event.repeat) {
          jumpedAtMs.current = event.timeStamp;
          keys.jumpBy(event.key === 'ArrowLeft' ? -JUMP_SECONDS : JUMP_SECONDS);
        }
        return true;
      }
      case 'ArrowDown': {
        // The position bar is as wide as the screen: below it, the eye goes to what is pressed most.
        if (!onControl || focused?.role !== 'slider') return !shown;
        root.current?.querySelector<HTMLElement>('[data-focus-key="play"]')?.focus();
        return true;
      }
      default:
        // The key was spent on showing the controls.
        return !shown;
    }
  };

  const onKeyDown = useEffectEvent((event: KeyboardEvent): void => {
    if (!active || isElsewhere(root.current) || isForOthers(event)) return;
    wake();
    if (mediaKey(event.key, keys) || act(event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  });

  useEffect(() => {
    // Before anybody else: a key that only brings the controls back must not move anything.
    const listener = (event: KeyboardEvent): void => onKeyDown(event);
    window.addEventListener('keydown', listener, { capture: true });
    return () => window.removeEventListener('keydown', listener, { capture: true });
  }, []);

  useLayoutEffect(() => {
    if (!active || isElsewhere(root.current)) return;
    const wanted = shown ? root.current?.querySelector<HTMLElement>(`[data-focus-key="${focusNext.current}"]`) : null;
    (wanted ?? root.current)?.focus({ preventScroll: true });
  }, [active, shown]);
  return { root };
}

/** Something over the player, as a dialog, has the focus and with it the keys. */
function isElsewhere(root: HTMLElement | null): boolean {
  const focused = document.activeElement;
  return focused !== null && focused !== document.body && root?.contains(focused) === false;
}

/** Back leaves the player and modifiers belong to the system; neither brings the controls. */
function isForOthers(event: KeyboardEvent): boolean {
  if (event.altKey || event.ctrlKey || event.metaKey) return true;
  return ['Escape', 'GoBack', 'BrowserBack', 'Backspace', 'Shift', 'Control', 'Alt', 'Meta'].includes(event.key);
}
