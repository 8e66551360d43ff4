import type { Box } from './spatial.ts';

const FOCUSABLE = 'button:not(:disabled), input:not(:disabled), a[href], [tabindex]:not([tabindex="-1"])';

/** What the cursor can stand on within a part of the page, in reading order. */
export function focusables(root: ParentNode): readonly HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(isReachable);
}

export function isReachable(element: HTMLElement): boolean {
  return (
    element.isConnected &&
    element.tabIndex >= 0 &&
    !element.matches(':disabled') &&
    element.closest('[inert], [aria-hidden="true"]') === null &&
    element.checkVisibility({ visibilityProperty: true })
  );
}

/** The part of the page in which the cursor must stay: the topmost dialog, else everything. */
export function focusScope(document: Document): HTMLElement {
  const dialogs = document.querySelectorAll<HTMLElement>('[role="dialog"], [role="alertdialog"]');
  return dialogs[dialogs.length - 1] ?? document.body;
}

/** True where letters, digits and Backspace belong to what is being typed. */
export function isTextField(target: EventTarget | null): target is HTMLInputElement {
  if (!(target instanceof HTMLInputElement)) return false;
  return !['button', 'checkbox', 'radio', 'range', 'submit'].includes(target.type);
}

export function scrollerOf(element: Element): Element | null {
  return element.closest('.scroll');
}

/**
 * Where an element stands as seen from a scroller: what has been scrolled out of sight elsewhere counts only with the
 * part that shows, and is null when nothing does.
 */
export function boxSeenFrom(element: Element, scroller: Element | null): Box | null {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const own = scrollerOf(element);
  if (own === null || own === scroller) return { left, top, right, bottom };
  const window = own.getBoundingClientRect();
  const box = {
    left: Math.max(left, window.left),
    top: Math.max(top, window.top),
    right: Math.min(right, window.right),
    bottom: Math.min(bottom, window.bottom),
  };
  return box.right - box.left > 1 && box.bottom - box.top > 1 ? box : null;
}
