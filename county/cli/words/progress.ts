import type { Say } from '../word.ts';
import { inMegabytes } from './sizes.ts';

/** How often a long work says how far it is. */
const EVERY_MS = 2000;

/** Says how far a long work is, at most every two seconds; short works say nothing. */
export function progressLines(say: Say, nowMs: () => number = () => performance.now()): (progress: { file: string; doneBytes: number; totalBytes: number }) => void {
  let toldMs = nowMs();
  return ({ file, doneBytes, totalBytes }) => {
    if (nowMs() - toldMs < EVERY_MS) return;
    toldMs = nowMs();
    say(`  ${Math.floor((doneBytes / Math.max(1, totalBytes)) * 100)} % (${inMegabytes(doneBytes)} of ${inMegabytes(totalBytes)}): ${file}`);
  };
}
