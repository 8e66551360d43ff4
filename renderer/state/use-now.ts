import { useEffect, useState } from 'react';

/** The wall time, told anew at every full second (or minute). */
export function useNow(every: 'second' | 'minute'): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const stepMs = every === 'second' ? 1000 : 60_000;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = (): void => {
      timer = setTimeout(() => {
        setNow(new Date());
        wait();
      }, stepMs - (Date.now() % stepMs));
    };
    wait();
    return () => clearTimeout(timer);
  }, [every]);
  return now;
}
