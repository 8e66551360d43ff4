import { startTransition, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useRememberedFocus } from '../navigation/navigation.tsx';
import { gridStep, topFor, windowOf } from './window-of.ts';
import type { GridLayout } from './window-of.ts';
import './virtual-grid.css';

export interface VirtualGridProps<T> {
  readonly label: string;
  /** Drawn as things of one height, each with one button whose `focusKey` is its key. */
  readonly things: readonly T[];
  readonly keyOf: (thing: T) => string;
  /** `isFirst`: where focus begins when the grid is what the screen is about. */
  readonly draw: (thing: T, isFirst: boolean) => ReactNode;
  /** Sets the columns (`grid-template-columns`) and the gap. */
  readonly className: string;
  /** When it changes, other things are looked at, and the grid begins at its top. */
  readonly about?: string;
}

/**
 * A grid or list of any length, of which only what is seen is drawn. Arrow keys walk through all of it; Page Up, Page
 * Down, Home and End too. Coming back to a screen leads to the thing that was focused.
 */
export function VirtualGrid<T>({ label, things, keyOf, draw, className, about = '' }: VirtualGridProps<T>): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const remembered = useRememberedFocus();
  const [anchor] = useState(() => Math.max(0, things.findIndex((thing) => keyOf(thing) === remembered?.key)));
  const [layout, setLayout] = useState<GridLayout | null>(null);
  const [top, setTop] = useState(0);

  const measure = useCallback(() => {
    const measured = layoutOf(scroller.current, grid.current);
    if (measured !== null) setLayout((before) => (before !== null && isSame(before, measured) ? before : measured));
  }, []);
  const isEmpty = things.length === 0;
  useLayoutEffect(() => {
    if (isEmpty || scroller.current === null) return undefined;
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(scroller.current);
    return () => observer.disconnect();
  }, [isEmpty, measure]);

  const scrollTo = useCallback((wanted: number) => {
    setTop(wanted);
    if (scroller.current !== null) scroller.current.scrollTop = wanted;
  }, []);
  const placed = useRef(false);
  useLayoutEffect(() => {
    if (layout === null || placed.current) return;
    placed.current = true;
    scrollTo(topFor(anchor, layout, 0));
  }, [anchor, layout, scrollTo]);

  const lookedAt = useRef(about);
  useLayoutEffect(() => {
    if (lookedAt.current === about) return;
    lookedAt.current = about;
    scrollTo(0);
  }, [about, scrollTo]);

  // The window is enlarged or turned: what was focused stays in sight.
  useEffect(() => {
    const index = focusedIndex(grid.current);
    if (layout !== null && index !== null && scroller.current !== null) scrollTo(topFor(index, layout, scroller.current.scrollTop));
  }, [layout, scrollTo]);

  const onScroll = (): void => {
    const now = scroller.current?.scrollTop ?? 0;
    startTransition(() => setTop(now));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (layout === null || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const from = focusedIndex(grid.current);
    const to = from === null ? null : gridStep(event.key, from, things.length, layout);
    if (to === null) return;
    event.preventDefault();
    const wanted = topFor(to, layout, scroller.current?.scrollTop ?? 0);
    // What is drawn already is shown at once, and what comes into sight beyond it after that.
    if (buttonOf(grid.current, to) === null) flushSync(() => setTop(wanted));
    if (scroller.current !== null) scroller.current.scrollTop = wanted;
    buttonOf(grid.current, to)?.focus({ preventScroll: true });
  };

  // Before it is measured, only where focus begins is drawn: a screen places focus as soon as it appears.
  const shown = layout === null ? { first: anchor, last: Math.min(anchor + 1, things.length), roomBefore: 0, roomAfter: 0 } : windowOf(things.length, layout, top);
  return (
    <div className="scroll" ref={scroller} onScroll={onScroll}>
      <div
        ref={grid}
        className={`virtual-grid ${className}`}
        role="group"
        aria-label={label}
        data-focus-group
        onKeyDown={onKeyDown}
        style={{ paddingBlock: `${shown.roomBefore}px ${shown.roomAfter}px` }}
      >
        {things.slice(shown.first, shown.last).map((thing, offset) => (
          <div key={keyOf(thing)} className="virtual-grid__thing" data-index={shown.first + offset}>
            {draw(thing, shown.first + offset === anchor)}
          </div>
        ))}
      </div>
    </div>
  );
}

/** Columns and heights as the style sheet has them now; null while nothing is drawn. */
function layoutOf(scroller: HTMLElement | null, grid: HTMLElement | null): GridLayout | null {
  const thing = grid?.firstElementChild;
  if (scroller === null || grid === null || !(thing instanceof HTMLElement)) return null;
  const { gridTemplateColumns, rowGap } = getComputedStyle(grid);
  const height = thing.getBoundingClientRect().height;
  if (height === 0) return null;
  return {
    columns: Math.max(1, gridTemplateColumns.split(' ').length),
    stride: height + (Number.parseFloat(rowGap) || 0),
    // The room above the first row serves the last one as well: the focus ring needs it.
    height: scroller.clientHeight - (Number.parseFloat(getComputedStyle(scroller).paddingTop) || 0),
  };
}

function isSame(a: GridLayout, b: GridLayout): boolean {
  return a.columns === b.columns && Math.abs(a.stride - b.stride) < 0.5 && a.height === b.height;
}

function buttonOf(grid: HTMLElement | null, index: number): HTMLElement | null {
  return grid?.querySelector<HTMLElement>(`[data-index="${index}"] button`) ?? null;
}

function focusedIndex(grid: HTMLElement | null): number | null {
  const focused = document.activeElement;
  if (grid === null || focused === null || !grid.contains(focused)) return null;
  const thing = focused.closest<HTMLElement>('[data-index]');
  return thing === null ? null : Number(thing.dataset.index);
}
