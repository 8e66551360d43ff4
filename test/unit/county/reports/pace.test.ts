import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addPace, playableSeconds } from '../../../../county/reports/pace.ts';

const boots = ['0d9f0a1e-0000-4000-8000-00000000000a', '0d9f0a1e-0000-4000-8000-00000000000b'] as const;
const played = (boot: string, uptimeMs: number, from: number, to: number) => ({ boot, uptimeMs, type: 'self-viewing.played', data: { segment: [from, to] } });
const started = (boot: string, uptimeMs: number) => ({ boot, uptimeMs, type: 'self-viewing.started', data: {} });

it('what was played at double speed at most is not too fast', () => {
  expect(playableSeconds(addPace({}, [started(boots[0], 1000), played(boots[0], 31_000, 0, 60)]))).toBeNull();
  expect(playableSeconds(addPace({}, [started(boots[0], 1000), played(boots[0], 31_000, 0, 76)]))).toBe(75);
});

it('time in which the machine was off is no time in which it played', () => {
  const events = [started(boots[0], 1000), played(boots[0], 11_000, 0, 20), played(boots[1], 500, 20, 60)];
  expect(playableSeconds(addPace({}, events))).toBe(20 + 15);
});

it('the order of events and of the calls they come in makes no difference', () => {
  const event = fc.tuple(fc.constantFrom(...boots), fc.nat({ max: 100_000 }), fc.double({ min: 0, max: 50, noNaN: true }), fc.double({ min: 0.001, max: 30, noNaN: true })).map(([boot, uptimeMs, from, length]) => played(boot, uptimeMs, from, from + length));
  fc.assert(
    fc.property(fc.array(event, { minLength: 1 }), fc.nat(), (events, at) => {
      const cut = at % events.length;
      const [a, b] = [events.slice(0, cut), events.slice(cut)];
      expect(addPace(addPace({}, b), a.toReversed())).toEqual(addPace({}, events));
    }),
  );
});
