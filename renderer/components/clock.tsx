import type { ReactNode } from 'react';
import { useFormat } from '../i18n/use-format.ts';
import { useNow } from '../state/use-now.ts';
import './clock.css';

/** The time of day; large, with the day, on the home screen. */
export function Clock({ large = false }: { readonly large?: boolean }): ReactNode {
  const format = useFormat();
  const now = useNow('minute');
  return (
    <time className={large ? 'clock clock--large' : 'clock'} dateTime={now.toISOString()}>
      {format.time(now)}
      {large && <span className="clock__day">{format.day(now)}</span>}
    </time>
  );
}
