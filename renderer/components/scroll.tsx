import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';

export interface ScrollProps {
  /** What it holds, for screen readers. */
  readonly label: string;
  readonly children: ReactNode;
  readonly className?: string;
}

/** Text that may not fit. Only when it does not, focus can stand on it, and up and down read on. */
export function Scroll({ label, children, className }: ScrollProps): ReactNode {
  const outer = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const [tooLong, setTooLong] = useState(false);
  useEffect(() => {
    const [frame, content] = [outer.current, inner.current];
    if (frame === null || content === null) return undefined;
    const observer = new ResizeObserver(() => setTooLong(frame.scrollHeight > frame.clientHeight + 1));
    observer.observe(frame);
    observer.observe(content);
    return () => observer.disconnect();
  }, []);
  return (
    <div className="scroll" ref={outer} {...(tooLong ? { tabIndex: 0, role: 'region', 'aria-label': label } : {})}>
      <div ref={inner} {...(className === undefined ? {} : { className })}>
        {children}
      </div>
    </div>
  );
}
