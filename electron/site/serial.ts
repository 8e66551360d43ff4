/**
 * Runs tasks one after another, in the order they were given, so that two touches at once cannot both find the same
 * state. A task that fails does not stop the next.
 */
export function createSerial(): <T>(task: () => Promise<T>) => Promise<T> {
  let tail: Promise<unknown> = Promise.resolve();
  return (task) => {
    const run = tail.then(task, task);
    tail = run.catch(() => undefined);
    return run;
  };
}
