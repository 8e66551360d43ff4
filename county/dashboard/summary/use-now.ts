import { useEffect, useState } from 'react';

const MINUTE_MS = 60_000;

/** The time, told anew each minute, so that a page left open over night asks for the new day. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
