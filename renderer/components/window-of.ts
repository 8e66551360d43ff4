/** A grid of things of one height that scrolls, in pixels. */
export interface GridLayout {
  readonly columns: number;
  /** From the top of one row to the top of the next. */
  readonly stride: number;
  /** Height of what is seen. */
  readonly height: number;
}

/** What of a grid is drawn: things `first` (included) to `last` (not), and the room that the rest would take. */
export interface GridWindow {
  readonly first: number;
  readonly last: number;
  readonly roomBefore: number;
  readonly roomAfter: number;
}

/** Rows drawn above and below those that are seen, so that a key pressed twice in one frame finds its target. */
const SPARE_ROWS = 2;

/** The part of a grid of `count` things to be drawn when its scroller stands at `top`. */
export function windowOf(count: number, { columns, stride, height }: GridLayout, top: number): GridWindow {
  const rows = Math.ceil(count / columns);
  // A grid that has become shorter is seen at its end, as the browser will show it in a moment.
  const seen = Math.max(0, Math.min(top, rows * stride - height));
  const firstRow = Math.max(0, Math.floor(seen / stride) - SPARE_ROWS);
  const lastRow = Math.min(rows, Math.ceil((seen + height) / stride) + SPARE_ROWS);
  return {
    first: firstRow * columns,
    last: Math.min(count, lastRow * columns),
    roomBefore: firstRow * stride,
    roomAfter: Math.max(0, rows - lastRow) * stride,
  };
}

/** Where a key leads from one thing to another; null when it leads out of the grid or means nothing here. */
export function gridStep(key: string, from: number, count: number, { columns, stride, height }: GridLayout): number | null {
  const page = Math.max(1, Math.floor(height / stride)) * columns;
  const column = from % columns;
  const lastRow = Math.floor((count - 1) / columns);
  const row = Math.floor(from / columns);
  switch (key) {
    case 'ArrowLeft':
      return column > 0 ? from - 1 : null;
    case 'ArrowRight':
      return column < columns - 1 && from + 1 < count ? from + 1 : null;
    case 'ArrowUp':
      return row > 0 ? from - columns : null;
    case 'ArrowDown':
      return row < lastRow ? Math.min(from + columns, count - 1) : null;
    case 'PageUp':
      return row > 0 ? Math.max(column, from - page) : null;
    case 'PageDown':
      return row < lastRow ? Math.min(from + page, count - 1) : null;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/** Where the scroller must stand for a thing's row to be seen whole, moving as little as needed. */
export function topFor(index: number, { columns, stride, height }: GridLayout, top: number): number {
  const rowTop = Math.floor(index / columns) * stride;
  return Math.max(0, Math.min(rowTop, Math.max(top, rowTop + stride - height)));
}
