import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../../../contract/problem.ts';
import type { Problem } from '../../../../contract/problem.ts';
import type { ByteSource } from '../../../../electron/programs/byte-source.ts';
import { BadChunkError } from '../../../../electron/programs/chunks.ts';
import { createSourceHealth } from '../../../../electron/programs/source-health.ts';
import { testClock } from '../../../support/terminal/surroundings.ts';

const source = (name: string, isMirror = false): ByteSource => ({ name, isMirror, open: () => Promise.reject(new Error('not asked here')) });
const [county, mirror] = [source('county'), source('mirror', true)];
const all = [county, mirror];
const [film, other] = ['a'.repeat(64), 'b'.repeat(64)];
const problem = (value: Problem): ProblemError => new ProblemError(value);
const unreachable = problem({ code: 'county-unreachable', data: { url: 'x' } });

function health() {
  const clock = testClock();
  return { clock, ...createSourceHealth(clock, 1000) };
}
const named = (sources: readonly ByteSource[]): string[] => sources.map(({ name }) => name);

describe('the health of sources', () => {
  it('rests one that cannot be reached, longer each time, and says why until it sends something', () => {
    const { clock, failed, usable, reason, got } = health();
    failed(county, film, unreachable, false);
    expect(named(usable(all, film))).toEqual(['mirror']);
    expect(reason([county], film)).toEqual(unreachable.problem);
    expect(reason(all, film)).toBeNull();
    clock.pass(1200);
    expect(named(usable(all, film))).toEqual(['county', 'mirror']);
    expect(reason([county], film)).toEqual(unreachable.problem);
    failed(county, film, unreachable, false);
    clock.pass(1200);
    expect(named(usable(all, film))).toEqual(['mirror']);
    clock.pass(1200);
    got(county, 10);
    expect(reason([county], film)).toBeNull();
  });

  it('does not rest one whose line broke after some chunks had come', () => {
    const { failed, usable } = health();
    failed(county, film, unreachable, true);
    expect(named(usable(all, film))).toEqual(['county', 'mirror']);
  });

  it('sets aside and names one that sent wrong bytes, until it sends right ones', () => {
    const { clock, failed, usable, problems, sentRight, isSetAside } = health();
    failed(mirror, film, new BadChunkError(3), true);
    expect(named(usable(all, other))).toEqual(['county']);
    expect(problems()).toEqual([{ code: 'content-damaged', data: { what: 'mirror' } }]);
    expect(isSetAside(mirror)).toBe(true);
    clock.pass(6000);
    expect(named(usable(all, other))).toEqual(['county', 'mirror']);
    sentRight(mirror, film);
    expect(problems()).toEqual([]);
  });

  it.each([
    ['the county says that it lacks it', county, { code: 'county-refused', data: { code: 'not-found', message: '' } }],
    ['a mirror answers 404', mirror, { code: 'county-is-something-else', data: { status: 404 } }],
  ] as const)('takes a refusal for the one file: %s', (_what, which, why) => {
    const { failed, usable, reason } = health();
    failed(which, film, problem(why), false);
    expect(named(usable([which], film))).toEqual([]);
    expect(named(usable([which], other))).toEqual([which.name]);
    expect(reason([which], film)).toEqual(why);
  });

  it.each([
    ['too many requests', county, { code: 'county-refused', data: { code: 'rate-limited', message: '' } }],
    ['a portal', county, { code: 'county-is-something-else', data: { status: 200 } }],
    ['a fault of the county', county, { code: 'county-failing', data: { status: 500 } }],
  ] as const)('rests the whole source for %s', (_what, which, why) => {
    const { failed, usable } = health();
    failed(which, film, problem(why), false);
    expect(named(usable([which], other))).toEqual([]);
  });

  it('asks at once again when somebody says that the line is back, and for a file also where it was refused', () => {
    const { failed, usable, forgive } = health();
    failed(county, film, unreachable, false);
    failed(mirror, film, problem({ code: 'county-is-something-else', data: { status: 404 } }), false);
    forgive();
    expect(named(usable(all, film))).toEqual(['county']);
    forgive([film]);
    expect(named(usable(all, film))).toEqual(['county', 'mirror']);
  });

  it('leaves a slow one to be the last resort', () => {
    const { failed, usable, wasSlow } = health();
    wasSlow(county);
    expect(named(usable(all, film))).toEqual(['mirror']);
    failed(mirror, film, unreachable, false);
    expect(named(usable(all, film))).toEqual(['county']);
  });
});
