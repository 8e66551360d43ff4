/** Tests that run beside each other have a display each, so that windows do not take the keyboard from one another. */
export function ownDisplay(): Record<string, string> {
  const displays = (process.env.TEST_DISPLAYS ?? '').split(',').filter((display) => display !== '');
  const display = displays[(Number(process.env.VITEST_POOL_ID ?? 1) - 1) % Math.max(1, displays.length)];
  return display === undefined ? {} : { DISPLAY: display };
}
