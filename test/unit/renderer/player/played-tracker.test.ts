import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSegment, playedSeconds } from '../../../../contract/viewing/played-segments.ts';
import type { PlayedSegments, Segment } from '../../../../contract/viewing/played-segments.ts';
import { CLOCK_DRIFT, PlayedTracker, TOLERANCE_SECONDS } from '../../../../renderer/player/played-tracker.ts';
import type { FilmSample } from '../../../../renderer/player/played-tracker.ts';

function tracked(samples: readonly FilmSample[]): readonly Segment[] {
  const segments: Segment[] = [];
  const tracker = new PlayedTracker((segment) => segments.push(segment));
  for (const sample of samples) tracker.take(sample);
  tracker.flush();
  return segments;
}

const union = (segments: readonly Segment[]): PlayedSegments => segments.reduce<PlayedSegments>(addSegment, []);

/** A film that runs on its own: moves the clock, and takes samples as a media element would give them. */
class Film {
  readonly samples: FilmSample[] = [];
  truth: PlayedSegments = [];
  position = 0;
  #atMs = 1000;
  #rate = 1;
  #running = false;

  #sample(state: FilmSample['state']): void {
    this.samples.push({ position: this.position, atMs: this.#atMs, rate: this.#rate, state });
  }

  get #state(): FilmSample['state'] {
    return this.#running ? 'running' : 'resting';
  }

  play(): this {
    this.#running = true;
    this.#sample('running');
    return this;
  }

  pause(): this {
    this.#running = false;
    this.#sample('resting');
    return this;
  }

  /** Lets clock time go by, with a sample every 250 ms; a running film moves with it unless it lacks bytes. */
  pass(ms: number, { stalled = false } = {}): this {
    const moves = this.#running && !stalled;
    const from = this.position;
    for (let left = ms; left > 0; ) {
      const step = Math.min(left, 250);
      left -= step;
      this.#atMs += step;
      if (moves) this.position += (step / 1000) * this.#rate;
      if (this.#running) this.#sample('running');
    }
    if (this.position > from) this.truth = addSegment(this.truth, [from, this.position]);
    return this;
  }

  seek(position: number): this {
    this.position = position;
    this.#sample('seeking');
    this.#atMs += 40;
    this.#sample(this.#state);
    return this;
  }

  rate(rate: number): this {
    this.#sample(this.#state);
    this.#rate = rate;
    this.#sample(this.#state);
    return this;
  }
}

describe('the tracker of what was really played', () => {
  it('counts unbroken playing as one stretch without gaps', () => {
    const segments = tracked(new Film().play().pass(20_000).pause().samples);
    expect(union(segments)).toEqual([[0, 20]]);
    for (const [index, [from]] of segments.entries()) {
      if (index > 0) expect(from).toBe(segments[index - 1]?.[1]);
    }
  });

  it('hands a stretch on at least every four seconds while it plays', () => {
    const film = new Film().play();
    const handedOnAtMs: number[] = [];
    let clock = 0;
    const tracker = new PlayedTracker(() => handedOnAtMs.push(clock));
    for (const sample of film.pass(60_000).samples) {
      clock = sample.atMs;
      tracker.take(sample);
    }
    const gaps = handedOnAtMs.map((at, index) => at - (handedOnAtMs[index - 1] ?? 1000));
    expect(handedOnAtMs.length).toBeGreaterThan(14);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(4000);
  });

  it('hands on what was played so far at a pause, at a jump and at the end', () => {
    const at = (position: number, atMs: number, state: FilmSample['state']): FilmSample => ({ position, atMs, rate: 1, state });
    for (const state of ['resting', 'seeking'] as const) {
      const segments: Segment[] = [];
      const tracker = new PlayedTracker((segment) => segments.push(segment));
      tracker.take(at(5, 0, 'running'));
      tracker.take(at(6, 1000, 'running'));
      tracker.take(at(state === 'seeking' ? 90 : 6.2, 1200, state));
      expect(segments).toEqual([state === 'seeking' ? [5, 6] : [5, 6.2]]);
    }
  });

  it('includes the last bit up to the end of the film', () => {
    const film = new Film().play().pass(2130);
    expect(union(tracked(film.pause().samples))).toEqual([[0, 2.13]]);
  });

  it('does not count a jump forwards', () => {
    const film = new Film().play().pass(5000).seek(60).pass(5000).pause();
    expect(union(tracked(film.samples))).toEqual([[0, 5], [60, 65]]);
  });

  it('does not count a jump backwards, and counts what is played twice once', () => {
    const film = new Film().play().pass(10_000).seek(5).pass(3000).pause();
    expect(union(tracked(film.samples))).toEqual([[0, 10]]);
  });

  it('does not count a jump made while the film is paused', () => {
    const film = new Film().play().pass(2000).pause().pass(9000).seek(100).pass(1000).play().pass(2000).pause();
    expect(union(tracked(film.samples))).toEqual([[0, 2], [100, 102]]);
  });

  it('counts nothing for a slider dragged from end to end', () => {
    const film = new Film().play();
    for (let position = 0; position < 600; position += 7) film.seek(position);
    expect(playedSeconds(tracked(film.samples))).toBeLessThanOrEqual(TOLERANCE_SECONDS);
  });

  it('does not believe progress that is faster than the clock, even without a word about a jump', () => {
    const at = (position: number, atMs: number): FilmSample => ({ position, atMs, rate: 1, state: 'running' });
    expect(tracked([at(0, 0), at(1, 1000), at(31, 1250), at(32, 2250)])).toEqual([[0, 1], [31, 32]]);
  });

  it('does not count the jump that hides behind a pause', () => {
    const segments = tracked([
      { position: 0, atMs: 0, rate: 1, state: 'running' },
      { position: 1, atMs: 1000, rate: 1, state: 'running' },
      { position: 50, atMs: 1010, rate: 1, state: 'resting' },
    ]);
    expect(segments).toEqual([[0, 1]]);
  });

  it('counts media seconds, not clock seconds, when it plays faster or slower', () => {
    const film = new Film().play().pass(4000).rate(2).pass(4000).rate(0.75).pass(4000).pause();
    expect(union(tracked(film.samples))).toEqual([[0, 15]]);
  });

  it('counts nothing while the film waits for bytes, and goes on afterwards without a gap', () => {
    const film = new Film().play().pass(3000).pass(30_000, { stalled: true }).pass(3000).pause();
    expect(union(tracked(film.samples))).toEqual([[0, 6]]);
  });

  it('counts what was played while the screen was too busy to look', () => {
    const segments = tracked([
      { position: 3, atMs: 0, rate: 1, state: 'running' },
      { position: 15, atMs: 12_000, rate: 1, state: 'running' },
    ]);
    expect(union(segments)).toEqual([[3, 15]]);
  });

  it('bears a sound card that runs one percent faster than the clock for an hour', () => {
    const samples = Array.from({ length: 4 * 3600 }, (_, index): FilmSample => {
      return { position: index * 0.25 * 1.01, atMs: index * 250, rate: 1, state: 'running' };
    });
    expect(union(tracked(samples))).toHaveLength(1);
  });

  it('bears a position that trembles backwards', () => {
    const positions = [0, 0.25, 0.5, 0.48, 0.75, 1];
    const samples = positions.map((position, index): FilmSample => ({ position, atMs: index * 250, rate: 1, state: 'running' }));
    expect(union(tracked(samples))).toEqual([[0, 1]]);
  });

  it('ignores a position that is not a number', () => {
    const samples = [0, Number.NaN, 1].map((position, index): FilmSample => ({ position, atMs: index * 500, rate: 1, state: 'running' }));
    expect(union(tracked(samples))).toEqual([[0, 1]]);
  });

  const deed = fc.oneof(
    fc.record({ do: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 20_000 }), stalled: fc.boolean() }),
    fc.record({ do: fc.constant('seek' as const), position: fc.integer({ min: 0, max: 3_000_000 }).map((ms) => ms / 1000) }),
    fc.record({ do: fc.constant('rate' as const), rate: fc.constantFrom(0.75, 1, 1.25, 1.5, 2) }),
    fc.record({ do: fc.constantFrom('play' as const, 'pause' as const) }),
  );

  it('finds exactly what was played, whatever people do', () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 30 }), (deeds) => {
        const film = new Film();
        for (const it of deeds) {
          if (it.do === 'pass') film.pass(it.ms, { stalled: it.stalled });
          else if (it.do === 'seek') film.seek(it.position);
          else if (it.do === 'rate') film.rate(it.rate);
          else film[it.do]();
        }
        const found = union(tracked(film.samples));
        expect(playedSeconds(found)).toBeCloseTo(playedSeconds(film.truth), 1);
        for (const [from, to] of found) {
          expect(film.truth.some((stretch) => stretch[0] <= from + 0.002 && stretch[1] >= to - 0.002)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('never counts more than the clock allows, whatever samples it is given', () => {
    const anySample = fc.record({
      position: fc.double({ min: 0, max: 4000, noNaN: true }),
      stepMs: fc.integer({ min: 0, max: 2000 }),
      rate: fc.constantFrom(0.75, 1, 2),
      state: fc.constantFrom('running' as const, 'resting' as const, 'seeking' as const),
    });
    fc.assert(
      fc.property(fc.array(anySample, { maxLength: 80 }), (given) => {
        let atMs = 0;
        const samples = given.map(({ stepMs, ...sample }): FilmSample => ({ ...sample, atMs: (atMs += stepMs) }));
        const segments = tracked(samples);
        for (const [from, to] of segments) expect(to).toBeGreaterThan(from);
        const rounding = samples.length / 1000;
        expect(playedSeconds(segments)).toBeLessThanOrEqual((atMs / 1000) * 2 * (1 + CLOCK_DRIFT) + TOLERANCE_SECONDS + rounding);
      }),
      { numRuns: 300 },
    );
  });
});
