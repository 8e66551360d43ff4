import { ProblemError } from '../../contract/problem.ts';
import type { Sha256 } from '../../contract/values.ts';
import { backoffMs, createPause, jittered } from '../site/pause.ts';
import type { EvidenceFiles } from './evidence-files.ts';

/** The county as pictures go there. */
export interface EvidenceCollector {
  /** Of these, the ones that the county lacks and knows of by a stored event, and the ones that it has. */
  readonly askEvidence: (pictures: readonly Sha256[]) => Promise<{ readonly wanted: readonly Sha256[]; readonly here: readonly Sha256[] }>;
  readonly sendEvidence: (sha256: Sha256, bytes: Uint8Array) => Promise<void>;
}

export interface EvidenceSenderOptions {
  readonly files: EvidenceFiles;
  readonly collector: EvidenceCollector;
  readonly onFault: (error: unknown) => void;
  /** When nothing happens the county is asked again: it may have been restored from a backup. Default 1 h. */
  readonly askAgainMs?: number;
}

/** Brings pictures to the county. No note is kept of what was sent: the county says what it lacks. */
export interface EvidenceSender {
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  /** Records have arrived, or the line is back. */
  readonly tryNow: () => void;
}

/** As many are asked about at a time. */
const ASKED_AT_ONCE = 200;
const RETRY_FIRST_MS = 15_000;
const RETRY_MOST_MS = 15 * 60_000;

/** A round that was broken off ends with the signal's own reason, which is no fault. */
function isStopped(signal: AbortSignal): boolean {
  return signal.aborted;
}

export function createEvidenceSender({ files, collector, onFault, askAgainMs = 3_600_000 }: EvidenceSenderOptions): EvidenceSender {
  const pause = createPause();
  let running: { readonly stop: AbortController; readonly ended: Promise<void> } | null = null;
  /** Known to be there. Forgotten now and then: a county that was set back may have lost some. */
  const settled = new Set<Sha256>();
  let forgotAtMs = performance.now();

  const round = async (signal: AbortSignal): Promise<void> => {
    const open = files.list().filter((sha256) => !settled.has(sha256));
    for (let at = 0; at < open.length; at += ASKED_AT_ONCE) {
      signal.throwIfAborted();
      const asked = open.slice(at, at + ASKED_AT_ONCE);
      const { wanted, here } = await collector.askEvidence(asked);
      for (const sha256 of here) settle(sha256);
      for (const sha256 of wanted) {
        signal.throwIfAborted();
        const bytes = asked.includes(sha256) ? await files.read(sha256) : null;
        if (bytes === null) continue;
        await collector.sendEvidence(sha256, bytes);
        settle(sha256);
      }
    }
  };
  const settle = (sha256: Sha256): void => {
    settled.add(sha256);
    files.noteArrived(sha256);
  };

  const loop = async (signal: AbortSignal): Promise<void> => {
    let failures = 0;
    while (!signal.aborted) {
      if (performance.now() - forgotAtMs >= askAgainMs) {
        settled.clear();
        forgotAtMs = performance.now();
      }
      try {
        await round(signal);
        failures = 0;
      } catch (error) {
        if (!(error instanceof ProblemError) && !isStopped(signal)) onFault(error);
        failures += 1;
      }
      await pause.wait(jittered(failures === 0 ? askAgainMs : backoffMs(failures, RETRY_FIRST_MS, RETRY_MOST_MS)), signal);
    }
  };

  return {
    start: () => {
      if (running !== null) return;
      const stop = new AbortController();
      running = { stop, ended: loop(stop.signal).catch(onFault) };
    },
    stop: async () => {
      const ending = running;
      running = null;
      ending?.stop.abort();
      await ending?.ended;
    },
    tryNow: () => pause.wake(),
  };
}
