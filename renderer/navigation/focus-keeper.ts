import { focusables, focusScope, isReachable } from './focusable.ts';
import type { Box } from './spatial.ts';

/**
 * Never lets focus get lost: when the focused element goes away or is disabled, or a click lands beside everything, focus
 * goes back to it or to what is nearest to where it was; when a dialog goes away, to what opened it. Returns the end of it.
 */
export function keepFocus(document: Document): () => void {
  let last: { readonly element: HTMLElement; readonly box: Box } | null = null;
  /** What was focused last outside of any dialog. */
  let opener: HTMLElement | null = null;
  let pending = false;

  const onFocusIn = ({ target }: FocusEvent): void => {
    if (!(target instanceof HTMLElement)) return;
    last = { element: target, box: target.getBoundingClientRect() };
    if (!isInDialog(target)) opener = target;
  };
  const restore = (): void => {
    pending = false;
    if (last === null || !isLost(document)) return;
    const scope = focusScope(document);
    const before = isInDialog(last.element) ? [last.element, opener] : [last.element];
    const target = before.find((element) => element !== null && scope.contains(element) && isReachable(element)) ?? closest(last.box, focusables(scope));
    target?.focus({ preventScroll: true });
  };
  const check = (): void => {
    if (pending || !isLost(document)) return;
    pending = true;
    // Two frames: an overlay that closes puts focus back by itself in the first.
    requestAnimationFrame(() => requestAnimationFrame(restore));
  };

  const observer = new MutationObserver(check);
  observer.observe(document.body, { subtree: true, childList: true, attributeFilter: ['disabled', 'inert', 'hidden', 'tabindex'] });
  document.addEventListener('focusin', onFocusIn);
  document.addEventListener('focusout', check);
  return () => {
    observer.disconnect();
    document.removeEventListener('focusin', onFocusIn);
    document.removeEventListener('focusout', check);
  };
}

function isLost(document: Document): boolean {
  const active = document.activeElement;
  return active === null || active === document.body || (active instanceof HTMLElement && active.matches(':disabled'));
}

/** Also true for an element that went away together with its dialog. */
function isInDialog(element: HTMLElement): boolean {
  return element.closest('[role="dialog"], [role="alertdialog"]') !== null;
}

function closest(box: Box, elements: readonly HTMLElement[]): HTMLElement | null {
  const x = (box.left + box.right) / 2;
  const y = (box.top + box.bottom) / 2;
  let best: { readonly element: HTMLElement; readonly distance: number } | null = null;
  for (const element of elements) {
    const other = element.getBoundingClientRect();
    const distance = Math.hypot((other.left + other.right) / 2 - x, (other.top + other.bottom) / 2 - y);
    if (best === null || distance < best.distance) best = { element, distance };
  }
  return best?.element ?? null;
}
