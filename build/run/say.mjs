// @ts-check

/** @type {NodeJS.WriteStream} */
let stream = process.stdout;

/** Tells the person at the screen one thing that is being done, in one line. */
export function say(/** @type {string} */ line) {
  stream.write(`· ${line}\n`);
}

/** From now on `say` leaves standard output to what the command was asked for. */
export function sayAside() {
  stream = process.stderr;
}
