import { join } from 'node:path';
import { z } from 'zod';
import { pinSchema } from '../../contract/ipc/calls.ts';
import { fail, ProblemError } from '../../contract/problem.ts';
import type { Problem } from '../../contract/problem.ts';
import type { MemberCopy, MemberNumber } from '../../contract/usage/event.ts';
import { uuidSchema } from '../../contract/values.ts';
import type { Clock } from '../site/clock.ts';
import { createListeners } from '../site/listeners.ts';
import { hashPin, isPin, pinHashSchema, waitAfterMs } from '../site/pin.ts';
import { createSerial } from '../site/serial.ts';
import { openStore } from '../site/store.ts';
import type { UsageRecorder } from '../usage/recorder.ts';

const entrySchema = z.strictObject({
  pin: pinHashSchema,
  /** Wrong PINs since the last right one. */
  failures: z.int().nonnegative(),
  /** When the last of them was. */
  failed: z.strictObject({ boot: uuidSchema, uptimeMs: z.number().nonnegative() }).nullable(),
});
const dataSchema = z.record(z.string(), entrySchema);
type PinData = z.infer<typeof dataSchema>;

/** Members' own PINs: whoever has one is not signed in without it. Kept as the operator's is, and forgotten at the operator's word. */
export interface MemberPins {
  readonly has: (number: MemberNumber) => boolean;
  /** Resolves when this member may sign in. Throws `member-pin-needed`, `member-pin-wrong`, `member-pin-wait`. */
  readonly check: (member: MemberCopy, pin: string | null) => Promise<void>;
  /** Throws `pin-malformed`. */
  readonly set: (member: MemberCopy, pin: string) => Promise<void>;
  readonly remove: (member: MemberCopy, by: 'member' | 'operator') => Promise<void>;
  readonly onChanged: (listener: () => void) => () => void;
}

export interface MemberPinsOptions {
  readonly folder: string;
  readonly clock: Clock;
  readonly recorder: Pick<UsageRecorder, 'record'>;
  readonly onProblem: (problem: Problem) => void;
}

/** Opens `member-pins.json` in the folder. */
export async function openMemberPins({ folder, clock, recorder, onProblem }: MemberPinsOptions): Promise<MemberPins> {
  const store = await openStore<PinData>({ file: join(folder, 'member-pins.json'), version: 1, schema: dataSchema, initial: {}, secret: true, clock, onProblem });
  const openedMs = clock.uptimeMs();
  const serial = createSerial();
  const listeners = createListeners();
  /** What the store would say if every write had succeeded: a full disk must not give free guesses. */
  let pins = store.read();

  const keep = async (number: string, change: Partial<PinData[string]>): Promise<void> => {
    const entry = pins[number];
    if (entry === undefined) return;
    pins = { ...pins, [number]: { ...entry, ...change } };
    const next = pins;
    try {
      await store.update(() => next);
    } catch (error) {
      // The member gets in or stays out all the same; what is lost is only that a restart remembers it.
      if (!(error instanceof ProblemError)) throw error;
      onProblem(error.problem);
    }
  };

  /** Time since a failure before the last boot is not known: the wait then begins when the program starts. */
  const waitMs = ({ failures, failed }: PinData[string]): number => {
    if (failed === null) return 0;
    const sinceMs = failed.boot === clock.boot ? failed.uptimeMs : openedMs;
    return Math.max(0, Math.ceil(sinceMs + waitAfterMs(failures) - clock.uptimeMs()));
  };

  const copy = ({ number, name }: MemberCopy): MemberCopy => ({ number, name });

  return {
    has: (number) => pins[number] !== undefined,
    onChanged: listeners.add,
    check: (member, pin) =>
      serial(async () => {
        const entry = pins[member.number];
        if (entry === undefined) return undefined;
        if (pin === null || pin === '') return fail('member-pin-needed', { number: member.number });
        const left = waitMs(entry);
        if (left > 0) return fail('member-pin-wait', { waitMs: left });
        // Counted before it is tried, so that pulling the plug does not give a free guess.
        const failures = entry.failures + 1;
        await keep(member.number, { failures, failed: { boot: clock.boot, uptimeMs: clock.uptimeMs() } });
        if (!(await isPin(pin, entry.pin))) {
          await recorder.record({ type: 'member.pin-refused', data: { member: copy(member), failures } });
          return fail('member-pin-wrong', { waitMs: waitAfterMs(failures) });
        }
        return keep(member.number, { failures: 0, failed: null });
      }),
    set: (member, pin) =>
      serial(async () => {
        if (!pinSchema.safeParse(pin).success) return fail('pin-malformed', {});
        const change = pins[member.number] === undefined ? 'set' : 'changed';
        const next = { ...pins, [member.number]: { pin: await hashPin(pin), failures: 0, failed: null } };
        pins = await store.update(() => next); // A PIN that would be gone after a restart must not be believed in.
        await recorder.record({ type: 'member.pin-changed', data: { member: copy(member), change } });
        listeners.tell();
      }),
    remove: (member, by) =>
      serial(async () => {
        if (pins[member.number] === undefined) return;
        const next = Object.fromEntries(Object.entries(pins).filter(([number]) => number !== member.number));
        pins = await store.update(() => next);
        await recorder.record({ type: 'member.pin-changed', data: { member: copy(member), change: by === 'operator' ? 'reset-by-operator' : 'removed' } });
        listeners.tell();
      }),
  };
}
