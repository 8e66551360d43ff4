import { describe, expect, it } from 'vitest';
import { countTests } from '../../../build/test/vitest-count.mjs';

const file = (status: string, ...tests: string[]) => ({ status, assertionResults: tests.map((each) => ({ status: each })) });

describe('the count of tests', () => {
  it('adds up the files; what was skipped or is still to be written counts as neither', () => {
    const report = { testResults: [file('passed', 'passed', 'passed', 'skipped'), file('failed', 'passed', 'failed', 'todo')] };
    expect(countTests(report, 1)).toEqual({ passed: 3, failed: 1 });
  });

  it('counts a file that could not be loaded as one failure', () => {
    expect(countTests({ testResults: [file('passed', 'passed'), file('failed')] }, 1)).toEqual({ passed: 1, failed: 1 });
  });

  it('counts a file that failed outside its tests, in a teardown say, as one failure', () => {
    expect(countTests({ testResults: [file('failed', 'passed', 'passed')] }, 1)).toEqual({ passed: 2, failed: 1 });
  });

  it('counts a runner that left no report as one failure', () => {
    expect(countTests(null, null)).toEqual({ passed: 0, failed: 1 });
    expect(countTests(null, 0)).toEqual({ passed: 0, failed: 1 });
  });

  it('counts a run in which no test ran as one failure', () => {
    expect(countTests({ testResults: [] }, 0)).toEqual({ passed: 0, failed: 1 });
    expect(countTests({ testResults: [file('passed', 'skipped')] }, 0)).toEqual({ passed: 0, failed: 1 });
  });

  it('counts a runner that failed although every test passed as one failure', () => {
    expect(countTests({ testResults: [file('passed', 'passed')] }, 1)).toEqual({ passed: 1, failed: 1 });
    expect(countTests({ testResults: [file('passed', 'passed')] }, null)).toEqual({ passed: 1, failed: 1 });
  });
});
