import { focusables } from './focusable.ts';

/** Names what was focused on a screen in a way that survives the screen being drawn anew. */
export interface RememberedFocus {
  /** `data-focus-key` of the element, when it has one: it stays right when the list before it has grown. */
  readonly key: string | null;
  readonly index: number;
}

/** What is focused within a screen; null when nothing is. */
export function rememberFocus(screen: HTMLElement): RememberedFocus | null {
  const elements = focusables(screen);
  const index = elements.findIndex((element) => element === screen.ownerDocument.activeElement);
  return index < 0 ? null : { key: elements[index]?.dataset.focusKey ?? null, index };
}

/** As `placeFocus`, in the coming frames when the screen is still hidden behind a dialog that closes. Returns the end of it. */
export function placeFocusSoon(screen: HTMLElement, remembered: RememberedFocus | null): () => void {
  let frame = 0;
  const attempt = (left: number): void => {
    if (!placeFocus(screen, remembered) && left > 0) frame = requestAnimationFrame(() => attempt(left - 1));
  };
  attempt(FRAMES);
  return () => cancelAnimationFrame(frame);
}

/** A dialog is gone after one or two. */
const FRAMES = 10;

/** Puts focus where it was, else on what the screen marks with `data-initial-focus`, else on the first thing of its content. False: nothing can take it. */
export function placeFocus(screen: HTMLElement, remembered: RememberedFocus | null): boolean {
  const elements = focusables(screen);
  const target =
    (remembered === null ? undefined : recall(elements, remembered)) ??
    elements.find((element) => element.dataset.initialFocus !== undefined) ??
    elements.find((element) => element.closest('.screen__content') !== null) ??
    elements.find((element) => element.closest('.screen__actions') !== null) ??
    elements[0];
  target?.focus();
  return target !== undefined;
}

function recall(elements: readonly HTMLElement[], { key, index }: RememberedFocus): HTMLElement | undefined {
  if (key === null) return elements[index];
  return elements.find((element) => element.dataset.focusKey === key);
}
