import { describe, expect, it } from 'vitest';
import type { StickWork } from '../../../../contract/ipc/topics.ts';
import { fail } from '../../../../contract/problem.ts';
import { createCarrier } from '../../../../electron/sticks/carrier.ts';
import type { Carrier, CarryOutcome, Load } from '../../../../electron/sticks/carrier.ts';
import { expectProblem, onFault, until } from '../../../support/terminal/surroundings.ts';

const kept: CarryOutcome = { outcome: 'issues-exported', issues: 1, bytes: 10 };

function load(carry: Load['carry']): Load {
  return { kind: 'export-issues', stick: 'red', carry };
}

/** A load that is carried until the test says so. */
function held(): { readonly carry: Load['carry']; readonly end: () => void } {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  return { carry: () => ended.then(() => kept), end: () => end() };
}

function ended(carrier: Carrier): Promise<void> {
  return until(carrier.onChanged, () => carrier.view()?.running === false);
}

describe('what is carried', () => {
  it('is nothing at first, then one load at a time, and its outcome stays to be seen', async () => {
    const carrier = createCarrier({ onFault });
    expect(carrier.view()).toBeNull();
    const first = held();
    carrier.begin(load(first.carry));
    expect(carrier.view()).toEqual({ kind: 'export-issues', stick: 'red', done: 0, total: 0, running: true, outcome: null });
    await expectProblem('stick-busy', () => carrier.begin(load(first.carry)));
    first.end();
    await ended(carrier);
    expect(carrier.view()).toMatchObject({ running: false, outcome: kept });
    carrier.begin(load(() => Promise.resolve(kept)));
    await ended(carrier);
  });

  it('tells its progress at most so often, and never withholds the last of it', async () => {
    const carrier = createCarrier({ onFault, tellEveryMs: 40 });
    const told: StickWork[] = [];
    carrier.onChanged(() => {
      const work = carrier.view();
      if (work !== null) told.push(work);
    });
    const startedMs = performance.now();
    carrier.begin(
      load(async (progress) => {
        for (let done = 1; done <= 200; done++) {
          progress(done, 200);
          await new Promise((resolve) => setTimeout(resolve, 1));
        }
        return kept;
      }),
    );
    await ended(carrier);
    expect(told.length).toBeGreaterThan(3);
    expect(told.length).toBeLessThan((performance.now() - startedMs) / 40 + 3);
    expect(told.at(-1)).toMatchObject({ done: 200, total: 200, running: false });
  });

  it('ends as cancelled when it was cancelled, whether it gives up or still comes to its end', async () => {
    const carrier = createCarrier({ onFault });
    for (const finish of [() => Promise.resolve(kept), () => Promise.reject(new Error('stopped'))]) {
      carrier.begin(load((_, signal) => new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve())).then(finish)));
      carrier.cancel();
      await ended(carrier);
      expect(carrier.view()?.outcome).toEqual({ outcome: 'cancelled' });
    }
    carrier.cancel(); // Nothing to cancel is no fault.
  });

  it('says the problem that ended it, and takes anything else for a fault', async () => {
    const faults: unknown[] = [];
    const carrier = createCarrier({ onFault: (fault) => faults.push(fault) });
    carrier.begin(load(() => Promise.resolve().then(() => fail('stick-gone', {}))));
    await ended(carrier);
    expect(carrier.view()?.outcome).toEqual({ outcome: 'failed', problem: { code: 'stick-gone', data: {} } });
    expect(faults).toEqual([]);
    carrier.begin(load(() => Promise.reject(new Error('a fault'))));
    await ended(carrier);
    expect(carrier.view()?.outcome).toMatchObject({ outcome: 'failed', problem: { code: 'internal' } });
    expect(faults).toHaveLength(1);
  });

  it('is ended when the terminal closes, which does not wait for ever for a stick that hangs', async () => {
    const carrier = createCarrier({ onFault, closeWithinMs: 30 });
    let stopped = false;
    carrier.begin(
      load((_, signal) => {
        signal.addEventListener('abort', () => (stopped = true));
        return new Promise(() => undefined);
      }),
    );
    await carrier.close();
    expect(stopped).toBe(true);
    await expectProblem('stick-busy', () => carrier.begin(load(held().carry)));
  });
});
