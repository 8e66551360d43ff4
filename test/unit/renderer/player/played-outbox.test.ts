import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProblemError } from '../../../../contract/problem.ts';
import { addSegment } from '../../../../contract/viewing/played-segments.ts';
import type { PlayedSegments, Segment } from '../../../../contract/viewing/played-segments.ts';
import { PlayedOutbox } from '../../../../renderer/player/played-outbox.ts';
import type { OutboxState } from '../../../../renderer/player/played-outbox.ts';

const diskFailing = (): never => {
  throw new ProblemError({ code: 'disk-failing', data: { code: 'EIO' } });
};

/** A recorder that fails as often as told, and an outbox that sends to it. */
function recorder() {
  const recorded: [string, Segment][] = [];
  const states: OutboxState[] = [];
  const trouble = { failures: 0, fail: diskFailing };
  const outbox = new PlayedOutbox<string>(
    async (program, segment) => {
      await Promise.resolve();
      if (trouble.failures > 0) {
        trouble.failures -= 1;
        trouble.fail();
      }
      recorded.push([program, segment]);
    },
    (state) => states.push(state),
  );
  return { recorded, states, trouble, outbox };
}

describe('the outbox of played stretches', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('records stretches in order', async () => {
    const { recorded, outbox } = recorder();
    outbox.add('a', [0, 4]);
    outbox.add('b', [0, 2]);
    expect(await outbox.settle(1000)).toBe(true);
    expect(recorded).toEqual([['a', [0, 4]], ['b', [0, 2]]]);
  });

  it('keeps what could not be recorded and tries again by itself, longer apart each time', async () => {
    const { recorded, trouble, outbox } = recorder();
    trouble.failures = 4;
    outbox.add('a', [0, 4]);
    await vi.advanceTimersByTimeAsync(1000 + 2000 + 4000);
    expect(recorded).toEqual([]);
    await vi.advanceTimersByTimeAsync(8000);
    expect(recorded).toEqual([['a', [0, 4]]]);
  });

  it('sends what has piled up in one piece when the stretches touch', async () => {
    const { recorded, trouble, outbox } = recorder();
    trouble.failures = 1;
    outbox.add('a', [0, 4]);
    await vi.advanceTimersByTimeAsync(10);
    outbox.add('a', [4, 8]);
    outbox.add('a', [8, 12]);
    outbox.add('a', [60, 64]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(recorded).toEqual([['a', [0, 12]], ['a', [60, 64]]]);
  });

  it('tells of trouble only after several tries, and that it is over', async () => {
    const { states, trouble, outbox } = recorder();
    trouble.failures = 3;
    outbox.add('a', [0, 4]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(states).toEqual([]);
    await vi.advanceTimersByTimeAsync(2000);
    expect(states).toEqual(['late']);
    await vi.advanceTimersByTimeAsync(4000);
    expect(states).toEqual(['late', 'fine']);
  });

  it('gives up a stretch that is refused for good, says so, and goes on with the next', async () => {
    const { recorded, states, trouble, outbox } = recorder();
    trouble.failures = 1;
    trouble.fail = () => {
      throw new ProblemError({ code: 'viewing-not-open', data: {} });
    };
    outbox.add('a', [0, 4]);
    outbox.add('b', [0, 4]);
    expect(await outbox.settle(1000)).toBe(true);
    expect(states).toEqual(['refused']);
    expect(recorded).toEqual([['b', [0, 4]]]);
  });

  it('keeps the order after a failure, so that the last recorded is where somebody stopped', async () => {
    const { recorded, trouble, outbox } = recorder();
    trouble.failures = 2;
    outbox.add('a', [0, 4]);
    outbox.add('a', [60, 64]);
    await vi.advanceTimersByTimeAsync(3000);
    expect(recorded).toEqual([['a', [0, 4]], ['a', [60, 64]]]);
  });

  it('does not let one stretch that always fails keep back the others for ever', async () => {
    const recorded: Segment[] = [];
    const outbox = new PlayedOutbox<string>(
      (_program, segment) => (segment[0] === 0 ? Promise.reject(new Error('broken')) : Promise.resolve(void recorded.push(segment))),
      () => undefined,
    );
    outbox.add('a', [0, 4]);
    outbox.add('a', [10, 14]);
    await vi.advanceTimersByTimeAsync(5000);
    expect(recorded).toEqual([[10, 14]]);
  });

  it('says when not all could be recorded in time, and still records it later', async () => {
    const { recorded, trouble, outbox } = recorder();
    trouble.failures = 2;
    outbox.add('a', [0, 4]);
    const settled = outbox.settle(500);
    await vi.advanceTimersByTimeAsync(500);
    expect(await settled).toBe(false);
    await vi.advanceTimersByTimeAsync(3000);
    expect(recorded).toEqual([['a', [0, 4]]]);
  });

  it('is settled at once when nothing waits', async () => {
    expect(await recorder().outbox.settle(1000)).toBe(true);
  });

  it('loses nothing, whatever fails', async () => {
    const stretch = fc
      .tuple(fc.constantFrom('a', 'b'), fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 10 }))
      .map(([program, from, length]): [string, Segment] => [program, [from, from + length]]);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(stretch, fc.integer({ min: 0, max: 3 })), { maxLength: 20 }), async (given) => {
        const { recorded, trouble, outbox } = recorder();
        for (const [[program, segment], failures] of given) {
          trouble.failures += failures;
          outbox.add(program, segment);
          await vi.advanceTimersByTimeAsync(300);
        }
        await vi.advanceTimersByTimeAsync(20 * 60_000);
        for (const name of ['a', 'b']) {
          const union = (all: [string, Segment][]) => all.filter(([program]) => program === name).reduce<PlayedSegments>((sum, [, s]) => addSegment(sum, s), []);
          expect(union(recorded)).toEqual(union(given.map(([entry]) => entry)));
        }
      }),
      { numRuns: 60 },
    );
  });
});
