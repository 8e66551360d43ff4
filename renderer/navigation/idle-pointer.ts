/**
 * Marks the page with `data-keys` from the first key until the pointer moves again: with a remote control nobody sees to
 * it that the pointer stands beside everything. Returns the end of it.
 */
export function watchIdlePointer(window: Window): () => void {
  const page = window.document.documentElement;
  const onKey = (): void => {
    page.dataset.keys = '';
  };
  const onMove = (event: PointerEvent): void => {
    // Chromium also tells of moves when something moves under a pointer that stands still.
    if (event.movementX !== 0 || event.movementY !== 0) delete page.dataset.keys;
  };
  window.addEventListener('keydown', onKey, { capture: true });
  window.addEventListener('pointermove', onMove, { capture: true });
  return () => {
    window.removeEventListener('keydown', onKey, { capture: true });
    window.removeEventListener('pointermove', onMove, { capture: true });
  };
}
