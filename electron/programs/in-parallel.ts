/** Does `work` for each item, at most `width` at a time. Rejects with the first failure, when those under way have ended. */
export async function inParallel<T>(width: number, items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const lane = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.min(width, items.length) }, lane));
  for (const lane of ended) if (lane.status === 'rejected') throw lane.reason;
}
