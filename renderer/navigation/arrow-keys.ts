import { boxSeenFrom, focusables, focusScope, isTextField, scrollerOf } from './focusable.ts';
import { nextBox } from './spatial.ts';
import type { Direction } from './spatial.ts';

const keys: Readonly<Record<string, Direction>> = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' };

/**
 * Moves focus with the arrow keys. A part marked `data-own-arrows` (a slider, the player) keeps them to itself; a part
 * marked `data-focus-group` (a grid, a row) is left only when nothing more lies in that direction within it.
 * Returns the end of it.
 */
export function moveFocusByArrows(window: Window): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    const direction = keys[event.key];
    if (direction === undefined || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const current = window.document.activeElement;
    if (current?.closest('[data-own-arrows]') !== null && current !== null) return;
    if (isTextField(current) && staysInText(current, direction)) return;
    event.preventDefault();
    if (current !== null && scrolled(current, direction)) return;
    neighbour(window.document, direction)?.focus();
  };
  window.addEventListener('keydown', onKeyDown);
  return () => window.removeEventListener('keydown', onKeyDown);
}

/** The element that an arrow key leads to from the present focus. */
export function neighbour(document: Document, direction: Direction): HTMLElement | null {
  const scope = focusScope(document);
  const current = document.activeElement;
  if (!(current instanceof HTMLElement) || current === document.body || !scope.contains(current)) return focusables(scope)[0] ?? null;
  const group = current.closest<HTMLElement>('[data-focus-group]');
  const within = group !== null && scope.contains(group) ? nearest(current, focusables(group), direction) : null;
  return within ?? nearest(current, focusables(scope), direction);
}

function nearest(from: HTMLElement, elements: readonly HTMLElement[], direction: Direction): HTMLElement | null {
  const scroller = scrollerOf(from);
  const start = boxSeenFrom(from, scroller);
  if (start === null) return null;
  const candidates = elements.flatMap((item) => {
    const box = item === from ? null : boxSeenFrom(item, scroller);
    return box === null ? [] : [{ item, box }];
  });
  return nextBox(start, candidates, direction);
}

/** A text that is itself focused because it does not fit is read on before focus leaves it. True when there was more. */
function scrolled(element: Element, direction: Direction): boolean {
  if (!element.matches('.scroll') || direction === 'left' || direction === 'right') return false;
  const { scrollTop, scrollHeight, clientHeight } = element;
  const more = direction === 'down' ? scrollTop + clientHeight < scrollHeight - 1 : scrollTop > 0;
  if (more) element.scrollBy({ top: (direction === 'down' ? 1 : -1) * clientHeight * SCROLL_STEP });
  return more;
}

/** Of what is seen; the rest stays as a bridge for the eye. */
const SCROLL_STEP = 0.6;

/** Left and right move the caret until it stands at the edge of the text; with all of it selected they leave at once. */
function staysInText(field: HTMLInputElement, direction: Direction): boolean {
  if (direction === 'up' || direction === 'down') return false;
  const { selectionStart, selectionEnd, value } = field;
  // Fields of some types do not tell their caret.
  if (selectionStart === null || selectionEnd === null) return value !== '';
  if (selectionStart === 0 && selectionEnd === value.length) return false;
  return direction === 'left' ? selectionEnd > 0 : selectionStart < value.length;
}
