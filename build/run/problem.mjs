// @ts-check

/** Something a person can mend: the message says what it is and what to do, and is shown without a stack. */
export class Problem extends Error {
  /** @override */
  name = 'Problem';
}

/** The message of whatever was thrown. */
export function messageOf(/** @type {unknown} */ thrown) {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** Whether it is the system's error with this code, e.g. `ENOENT`. */
export function hasCode(/** @type {unknown} */ thrown, /** @type {string} */ code) {
  return thrown instanceof Error && 'code' in thrown && thrown.code === code;
}
