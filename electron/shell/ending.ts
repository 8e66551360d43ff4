import { app } from 'electron';

/** What the supervisor takes for the wish to be started anew. */
const BEGIN_ANEW = 75;

export type EndReason = 'quit' | 'restart' | 'update';

export interface Ending {
  readonly under: () => boolean;
  /** Ends in good order, and begins anew unless the reason is to quit. */
  readonly end: (reason: EndReason) => void;
}

export interface EndingDeps {
  /** Closes everything; what it throws is told to `onFault`, and the end comes all the same. */
  readonly close: (reason: EndReason) => Promise<void>;
  /** Somebody starts the program anew when it ends so: the supervisor, or the system. */
  readonly supervised: boolean;
  readonly onFault: (error: unknown) => void;
}

/** Longest that closing may take: a stick that hangs, a disk that does not answer. */
const CLOSE_WITHIN_MS = 30_000;

/** The operator's way out, Control-C, SIGTERM and the end of the program that started this one all lead to one orderly end. */
export function endCleanly({ close, supervised, onFault }: EndingDeps): Ending {
  let reason: EndReason = 'quit';
  let closing = false;

  const finish = (): void => {
    if (reason === 'quit') app.exit(0);
    else beginAnew(supervised);
  };
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (closing) return;
    closing = true;
    const impatience = setTimeout(() => {
      onFault(new Error(`closing took longer than ${CLOSE_WITHIN_MS} ms`));
      finish();
    }, CLOSE_WITHIN_MS);
    close(reason)
      .catch(onFault)
      .finally(() => {
        clearTimeout(impatience);
        finish();
      });
  });
  app.on('window-all-closed', () => undefined); // Whether that is the end is decided where the window was made.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
  process.on('disconnect', () => app.quit());
  return {
    under: () => closing,
    end: (wanted) => {
      if (closing) return;
      reason = wanted;
      app.quit();
    },
  };
}

/** Ends at once, to be started again: by the supervisor or the system, or where there is none by itself. */
export function beginAnew(supervised: boolean): void {
  if (supervised) {
    app.exit(BEGIN_ANEW);
    return;
  }
  app.relaunch();
  app.exit(0);
}
