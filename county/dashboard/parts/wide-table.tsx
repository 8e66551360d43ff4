import { useLayoutEffect, useRef } from 'react';
import type { ReactNode } from 'react';

interface WideTableProps {
  /** What the table is called, for those who do not see it. */
  readonly label: string;
  readonly className?: string;
  /** On a phone: `stacked` puts a row's cells one below the other, each beside its column's name; `whole` pushes the table along. */
  readonly onPhone?: 'stacked' | 'whole';
  /** It has no more than part of the page's height, and is scrolled by itself. */
  readonly low?: boolean;
  readonly children: ReactNode;
}

/** A table that may be wider than the page. */
export function WideTable({ label, className = '', onPhone = 'stacked', low = false, children }: WideTableProps) {
  const table = useRef<HTMLTableElement>(null);
  // Without a list of what it depends on: rows and words may change with every rendering.
  useLayoutEffect(() => {
    if (table.current !== null) nameCells(table.current);
  });
  return (
    <div className={low ? 'wide scroll' : 'wide'} tabIndex={0} role="region" aria-label={label}>
      <table ref={table} className={`${className} ${onPhone}`.trim()}>
        {children}
      </table>
    </div>
  );
}

/** Gives each cell the name of its column, which the style sheet shows where there is no room for columns. */
function nameCells(table: HTMLTableElement): void {
  // A name that is only said (`hidden`) is of a column that speaks for itself.
  const names = Array.from(table.tHead?.rows[0]?.cells ?? [], (head) => (head.querySelector('.hidden') === null ? head.textContent : ''));
  const bodies = [...Array.from(table.tBodies), ...(table.tFoot === null ? [] : [table.tFoot])];
  for (const row of bodies.flatMap(({ rows }) => Array.from(rows))) {
    let column = 0;
    for (const cell of row.cells) {
      if (cell.colSpan === 1) cell.dataset.column = names[column] ?? '';
      else delete cell.dataset.column;
      column += cell.colSpan;
    }
  }
}
