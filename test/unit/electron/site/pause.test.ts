import { describe, expect, it } from 'vitest';
import { backoffMs, createPause, jittered } from '../../../../electron/site/pause.ts';

const never = new AbortController().signal;
const LONG_MS = 3_600_000;

describe('a pause', () => {
  it('ends by itself', async () => {
    await createPause().wait(5, never);
  });

  it('ends when it is woken, or at once when it was woken before', async () => {
    const pause = createPause();
    const waiting = pause.wait(LONG_MS, never);
    pause.wake();
    await waiting;
    pause.wake();
    await pause.wait(LONG_MS, never);
  });

  it('is not cut short by a wake that an earlier one has used', async () => {
    const pause = createPause();
    const waiting = pause.wait(LONG_MS, never);
    pause.wake();
    await waiting;
    const stop = new AbortController();
    let ended = false;
    const next = pause.wait(LONG_MS, stop.signal).then(() => (ended = true));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(ended).toBe(false);
    stop.abort();
    await next;
  });

  it('ends when everything is to stop, before and meanwhile', async () => {
    const stop = new AbortController();
    const waiting = createPause().wait(LONG_MS, stop.signal);
    stop.abort();
    await waiting;
    await createPause().wait(LONG_MS, stop.signal);
  });
});

describe('a backoff', () => {
  it('doubles from the first failure up to its limit, however many there are', () => {
    expect([0, 1, 2, 3, 4, 10, 10_000].map((failures) => backoffMs(failures, 1000, 6000))).toEqual([1000, 1000, 2000, 4000, 6000, 6000, 6000]);
  });

  it('is spread by a tenth either way', () => {
    expect([jittered(1000, () => 0), jittered(1000, () => 0.5), jittered(1000, () => 1)]).toEqual([900, 1000, 1100]);
  });
});
