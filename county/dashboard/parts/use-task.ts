import { useState } from 'react';
import type { Refusal } from '../api.ts';
import { refusalOf } from './refusal-text.ts';

export interface Task {
  readonly busy: boolean;
  /** Why the last one was not done. */
  readonly refusal: Refusal | null;
  /** Does something at the county; `then` runs when it is done. */
  readonly run: <T>(work: () => Promise<T>, then: (done: T) => void) => void;
}

/** Something that a person asked the county to do, one at a time. */
export function useTask(): Task {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  return {
    busy,
    refusal,
    run: (work, then) => {
      setBusy(true);
      setRefusal(null);
      work().then(
        (done) => {
          setBusy(false);
          then(done);
        },
        (error: unknown) => {
          setBusy(false);
          setRefusal(refusalOf(error));
        },
      );
    },
  };
}
