import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { pinSchema } from '../../contract/ipc/calls.ts';
import { fail, ProblemError } from '../../contract/problem.ts';
import type { Problem } from '../../contract/problem.ts';
import { isPinResetCode, pinChallenge } from '../../contract/site/pin-reset.ts';
import { uuidSchema } from '../../contract/values.ts';
import type { UsageRecorder } from '../usage/recorder.ts';
import { createSerial } from './serial.ts';
import type { Clock } from './clock.ts';
import { createListeners } from './listeners.ts';
import { hashPin, isPin, pinHashSchema, waitAfterMs } from './pin.ts';
import { openStore } from './store.ts';

/** Without use for this long, the operator's screens close by themselves. */
const IDLE_MS = 10 * 60_000;

const dataSchema = z.strictObject({
  pin: pinHashSchema.nullable(),
  /** Wrong PINs since the last right one. */
  failures: z.int().nonnegative(),
  /** When the last of them was. */
  failed: z.strictObject({ boot: uuidSchema, uptimeMs: z.number().nonnegative() }).nullable(),
  /** What the county is asked when the PIN is lost; another one once it was answered. */
  challenge: z.string().nullable().default(null),
});
type OperatorData = z.infer<typeof dataSchema>;

export interface OperatorView {
  readonly pinChosen: boolean;
  readonly unlocked: boolean;
}

/** The operator's PIN, and whether the operator's screens are open. */
export interface Operator {
  readonly view: () => OperatorView;
  /** Chooses the first PIN and opens the screens. Throws `pin-malformed`, `pin-already-chosen`. */
  readonly choosePin: (pin: string) => Promise<void>;
  /** Throws `pin-malformed`, `pin-wait`, `pin-wrong` (with the wait that follows), `operator-locked` while no PIN is chosen. */
  readonly unlock: (pin: string) => Promise<void>;
  readonly lock: () => void;
  /** Asks for the PIN once more, for what cannot be undone. Throws as `unlock`. */
  readonly confirm: (pin: string) => Promise<void>;
  /** The challenge to read to the county when the PIN is lost; the same until it was answered. */
  readonly challenge: () => Promise<string>;
  /** Takes the county's code: there is no PIN any more, so that one can be chosen. Throws `reset-code-wrong`, `pin-wait`. */
  readonly reset: (code: string) => Promise<void>;
  /** The operator is at work: the screens stay open for another while. */
  readonly touch: () => void;
  /** Throws `operator-locked` unless the screens are open. */
  readonly require: () => void;
  readonly onChanged: (listener: (view: OperatorView) => void) => () => void;
}

export interface OperatorOptions {
  readonly folder: string;
  readonly clock: Clock;
  readonly recorder: Pick<UsageRecorder, 'record'>;
  /** The terminal's journal, and the hex SHA-256 of its token: what a code of the county is made from. */
  readonly enrolled?: { readonly journal: string; readonly tokenHash: string };
  readonly onProblem: (problem: Problem) => void;
  readonly idleMs?: number;
}

/** Opens `operator.json` in the data folder. */
export async function openOperator(options: OperatorOptions): Promise<Operator> {
  const { clock, recorder, idleMs = IDLE_MS, enrolled = { journal: '', tokenHash: '' } } = options;
  const store = await openStore<OperatorData>({
    file: join(options.folder, 'operator.json'),
    version: 1,
    schema: dataSchema,
    initial: { pin: null, failures: 0, failed: null, challenge: null },
    secret: true,
    clock,
    onProblem: options.onProblem,
  });
  const openedMs = clock.uptimeMs();
  const serial = createSerial();
  const listeners = createListeners<OperatorView>();
  /** What the store would say if every write had succeeded: a full disk must not give free guesses. */
  let state = store.read();
  let unlockedUntilMs: number | null = null;
  let timer: NodeJS.Timeout | null = null;

  const keep = async (next: OperatorData): Promise<void> => {
    state = next;
    try {
      await store.update(() => next);
    } catch (error) {
      // The operator gets in or stays out all the same; what is lost is only that a restart remembers it.
      if (!(error instanceof ProblemError)) throw error;
      options.onProblem(error.problem);
    }
  };

  /** Time since a failure before the last boot is not known: the wait then begins when the program starts. */
  const waitMs = (): number => {
    if (state.failed === null) return 0;
    const sinceMs = state.failed.boot === clock.boot ? state.failed.uptimeMs : openedMs;
    return Math.max(0, Math.ceil(sinceMs + waitAfterMs(state.failures) - clock.uptimeMs()));
  };

  const isUnlocked = (): boolean => unlockedUntilMs !== null && clock.uptimeMs() < unlockedUntilMs;
  const view = (): OperatorView => ({ pinChosen: state.pin !== null, unlocked: isUnlocked() });

  const lock = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (unlockedUntilMs === null) return;
    unlockedUntilMs = null;
    listeners.tell(view());
  };

  /** A timer may be early or late against the time since boot (sleep, a slow machine): it asks again. */
  const watch = (): void => {
    if (timer !== null) clearTimeout(timer);
    const leftMs = (unlockedUntilMs ?? 0) - clock.uptimeMs();
    timer = setTimeout(() => (isUnlocked() ? watch() : lock()), Math.max(1, leftMs));
    timer.unref();
  };

  const open = async (): Promise<void> => {
    await recorder.record({ type: 'operator.unlocked', data: {} });
    unlockedUntilMs = clock.uptimeMs() + idleMs;
    watch();
    listeners.tell(view());
  };

  /** Counted before it is tried, so that pulling the plug does not give a free guess. Gives the failures in a row. */
  const countAttempt = async (): Promise<number> => {
    const left = waitMs();
    if (left > 0) return fail('pin-wait', { waitMs: left });
    const failures = state.failures + 1;
    await keep({ ...state, failures, failed: { boot: clock.boot, uptimeMs: clock.uptimeMs() } });
    return failures;
  };

  const prove = async (pin: string): Promise<void> => {
    if (state.pin === null) return fail('operator-locked', {});
    if (!pinSchema.safeParse(pin).success) return fail('pin-malformed', {});
    const failures = await countAttempt();
    if (!(await isPin(pin, state.pin))) {
      await recorder.record({ type: 'operator.refused', data: { failures } });
      return fail('pin-wrong', { waitMs: waitAfterMs(failures) });
    }
    await keep({ ...state, failures: 0, failed: null });
  };

  return {
    view,
    lock,
    onChanged: listeners.add,
    require: () => {
      if (!isUnlocked()) fail('operator-locked', {});
    },
    touch: () => {
      if (!isUnlocked()) return;
      unlockedUntilMs = clock.uptimeMs() + idleMs;
    },
    choosePin: (pin) =>
      serial(async () => {
        if (state.pin !== null) return fail('pin-already-chosen', {});
        if (!pinSchema.safeParse(pin).success) return fail('pin-malformed', {});
        const next: OperatorData = { ...state, pin: await hashPin(pin), failures: 0, failed: null };
        state = await store.update(() => next); // A PIN that would be gone after a restart must not be believed in.
        await recorder.record({ type: 'operator.pin-changed', data: {} });
        await open();
      }),
    unlock: (pin) =>
      serial(async () => {
        await prove(pin);
        await open();
      }),
    confirm: (pin) => serial(() => prove(pin)),
    challenge: () =>
      serial(async () => {
        if (state.challenge !== null) return state.challenge;
        const challenge = pinChallenge(enrolled.journal, randomInt(1_000_000));
        // One that would be another after a restart could not be answered by telephone.
        state = await store.update(() => ({ ...state, challenge }));
        return challenge;
      }),
    reset: (code) =>
      serial(async () => {
        const { challenge } = state;
        if (challenge === null) return fail('operator-locked', {});
        const failures = await countAttempt();
        if (!isPinResetCode(enrolled.tokenHash, challenge, code.replace(/\D/g, ''))) {
          await recorder.record({ type: 'operator.refused', data: { failures } });
          return fail('reset-code-wrong', { waitMs: waitAfterMs(failures) });
        }
        state = await store.update(() => ({ pin: null, failures: 0, failed: null, challenge: null }));
        await recorder.record({ type: 'operator.pin-reset', data: {} });
        listeners.tell(view());
      }),
  };
}
