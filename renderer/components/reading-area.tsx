import { useCallback, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import './reading-area.css';

/** Of the height that shows, so that the last lines read are still there after a step. */
const STEP_SHARE = 0.7;

export interface ReadingAreaProps {
  /** What is read here, for screen readers. */
  readonly label: string;
  readonly children: ReactNode;
  readonly className?: string;
}

/**
 * Text that may be longer than the room for it. When it is, the cursor can stand on it, and up and down read on before
 * they lead away; when it is not, the cursor passes it by.
 */
export function ReadingArea({ label, children, className = '' }: ReadingAreaProps): ReactNode {
  const [longer, setLonger] = useState(false);
  const watch = useCallback((area: HTMLDivElement | null) => {
    if (area === null) return undefined;
    const observer = new ResizeObserver(() => setLonger(area.scrollHeight > area.clientHeight + 1));
    observer.observe(area);
    for (const child of area.children) observer.observe(child);
    return () => observer.disconnect();
  }, []);
  return (
    <div
      className={`reading-area scroll ${className}`.trim()}
      ref={watch}
      {...(longer ? { role: 'region', tabIndex: 0, 'aria-label': label, onKeyDown: readOn } : {})}
    >
      <div className="reading-area__text">{children}</div>
    </div>
  );
}

function readOn(event: KeyboardEvent<HTMLDivElement>): void {
  const area = event.currentTarget;
  if (event.target !== area) return;
  const down = event.key === 'ArrowDown' && area.scrollTop + area.clientHeight < area.scrollHeight - 1;
  const up = event.key === 'ArrowUp' && area.scrollTop > 0;
  if (!down && !up) return;
  event.preventDefault();
  area.scrollBy({ top: (down ? 1 : -1) * STEP_SHARE * area.clientHeight });
}
