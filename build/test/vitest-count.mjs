// @ts-check

/**
 * The part of Vitest's JSON report that is counted.
 *
 * @typedef {object} Report
 * @property {readonly { status: string, assertionResults: readonly { status: string }[] }[]} testResults one for each file
 *
 * @typedef {{ passed: number, failed: number }} Count
 */

/**
 * Counts tests. A file that failed outside its tests, a run that failed outside its files, one that left no report and
 * one in which no test ran count as one failure each.
 *
 * @param {Report | null} report null when the runner left none
 * @param {number | null} exitCode of the runner
 * @returns {Count}
 */
export function countTests(report, exitCode) {
  const count = { passed: 0, failed: 0 };
  for (const file of report?.testResults ?? []) {
    const failed = file.assertionResults.filter((test) => test.status === 'failed').length;
    count.passed += file.assertionResults.filter((test) => test.status === 'passed').length;
    count.failed += file.status === 'failed' ? Math.max(1, failed) : failed;
  }
  const nothingRan = count.passed + count.failed === 0;
  const failedUnseen = exitCode !== 0 && count.failed === 0;
  if (nothingRan || failedUnseen) count.failed += 1;
  return count;
}
