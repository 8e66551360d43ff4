import { expect, it } from 'vitest';
import { isBetween, nightWork } from '../../../../electron/site/night-work.ts';
import type { NightWorkFacts } from '../../../../electron/site/night-work.ts';

const HOUR = 3600_000;
const at = (time: string): Date => new Date(`2026-11-23T${time}:00`);
const night: NightWorkFacts = { now: at('03:00'), openingHours: null, busy: false, idleMs: HOUR, runningMs: 30 * HOUR, updateReady: true, memoryBytes: 4e8 };

it('at night, when nobody is there, a new version is put in before anything else, and the program begins anew once', () => {
  expect(nightWork(night)).toBe('update');
  expect(nightWork({ ...night, updateReady: false })).toBe('restart');
  expect(nightWork({ ...night, updateReady: false, runningMs: HOUR })).toBeNull();
});

it('neither happens by day, within opening hours, while people watch, or shortly after a key was pressed', () => {
  expect(nightWork({ ...night, now: at('14:00') })).toBeNull();
  expect(nightWork({ ...night, openingHours: { from: '22:00', to: '04:00' } })).toBeNull();
  expect(nightWork({ ...night, openingHours: { from: '08:00', to: '20:00' } })).toBe('update');
  expect(nightWork({ ...night, busy: true })).toBeNull();
  expect(nightWork({ ...night, idleMs: 60_000 })).toBeNull();
});

it('memory that has grown too much is given back as soon as nobody is there, at any hour', () => {
  expect(nightWork({ ...night, now: at('14:00'), memoryBytes: 1.5e9 })).toBe('restart');
  expect(nightWork({ ...night, now: at('14:00'), memoryBytes: 1.5e9, busy: true })).toBeNull();
});

it('hours may lead over midnight', () => {
  expect(['21:59', '22:00', '23:59', '00:00', '05:59', '06:00'].map((time) => isBetween(time, { from: '22:00', to: '06:00' }))).toEqual([false, true, true, true, true, false]);
});
