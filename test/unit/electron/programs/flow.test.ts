import { describe, expect, it } from 'vitest';
import { createRateMeter } from '../../../../electron/programs/rate-meter.ts';
import { createTokenBucket } from '../../../../electron/programs/token-bucket.ts';

describe('a rate meter', () => {
  it('tells the rate of the last seconds, and nothing when nothing came in them', () => {
    let nowMs = 0;
    const meter = createRateMeter(() => nowMs);
    expect(meter.bytesPerSecond()).toBeNull();
    for (; nowMs < 10_000; nowMs += 100) meter.add(nowMs < 5000 ? 100 : 20_000);
    expect(meter.bytesPerSecond()).toBeGreaterThan(180_000);
    expect(meter.bytesPerSecond()).toBeLessThan(220_000);
    nowMs += 6000;
    expect(meter.bytesPerSecond()).toBeNull();
  });

  it('does not make a great rate of the first few bytes', () => {
    let nowMs = 1000;
    const meter = createRateMeter(() => nowMs);
    meter.add(64_000);
    nowMs += 1;
    expect(meter.bytesPerSecond()).toBeLessThanOrEqual(128_000);
  });
});

describe('a token bucket', () => {
  it('lets through no more than its rate, however many take from it', async () => {
    const bucket = createTokenBucket(() => 200_000, () => performance.now());
    const { signal } = new AbortController();
    const started = performance.now();
    await Promise.all(Array.from({ length: 4 }, async () => {
      for (let taken = 0; taken < 50_000; taken += 10_000) await bucket.take(10_000, signal);
    }));
    // 200 kB at 200 kB a second, less the quarter of a second that may be made up for.
    expect(performance.now() - started).toBeGreaterThan(700);
    expect(performance.now() - started).toBeLessThan(2500);
  });

  it('holds nobody who gives up, nor anybody without a rate', async () => {
    const slow = createTokenBucket(() => 1, () => performance.now());
    const stop = new AbortController();
    const waiting = slow.take(1_000_000, stop.signal);
    stop.abort();
    await waiting;
    const free = createTokenBucket(() => null, () => performance.now());
    await free.take(1e12, new AbortController().signal);
  });
});
