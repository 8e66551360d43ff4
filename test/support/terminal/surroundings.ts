import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { ProblemError } from '../../../contract/problem.ts';
import type { Problem, ProblemCode } from '../../../contract/problem.ts';
import type { Clock } from '../../../electron/site/clock.ts';
import { wallTime } from '../../../electron/site/clock.ts';

export { testRecorder } from './recorder.ts';
export type { TestRecorder } from './recorder.ts';

/** A new empty folder that is removed when the test has ended. */
export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'terminal-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A clock that stands until it is told to go on; `boot` is new after `reboot`. */
export interface TestClock extends Clock {
  readonly pass: (ms: number) => void;
  readonly setWall: (wall: string) => void;
  /** The same wall, another boot, time since boot from 0. */
  readonly reboot: () => TestClock;
}

export function testClock(startsAt = '2026-11-23T09:30:00.000+08:00'): TestClock {
  let wallMs = Date.parse(startsAt);
  let uptimeMs = 1000;
  return {
    wall: () => wallTime(new Date(wallMs)),
    uptimeMs: () => uptimeMs,
    boot: randomUUID(),
    pass: (ms) => {
      wallMs += ms;
      uptimeMs += ms;
    },
    setWall: (wall) => {
      wallMs = Date.parse(wall);
    },
    reboot: () => testClock(new Date(wallMs).toISOString()),
  };
}

/** Gathers problems that are told rather than thrown. */
export function problemList(): { readonly list: Problem[]; readonly add: (problem: Problem) => void } {
  const list: Problem[] = [];
  return { list, add: (problem) => void list.push(problem) };
}

/** The problem that `work` refuses with; fails the test when it does not. */
export async function problemOf(work: () => unknown): Promise<Problem> {
  try {
    await work();
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  throw new Error('it was not refused');
}

export async function expectProblem(code: ProblemCode, work: () => unknown): Promise<void> {
  expect((await problemOf(work)).code).toBe(code);
}

/** A handler for faults of the program: any is one of the test's too. */
export function onFault(error: unknown): void {
  throw error instanceof Error ? error : new Error(String(error));
}

/** Resolves when `holds` is true, asked each time that something changed. */
export function until(onChanged: (listener: () => void) => () => void, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (holds()) {
      resolve();
      return;
    }
    const end = onChanged(() => {
      if (!holds()) return;
      end();
      resolve();
    });
  });
}
