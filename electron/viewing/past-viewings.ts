import type { PastViewing, PastViewingDetail } from '../../contract/ipc/hall-topics.ts';
import { fail } from '../../contract/problem.ts';
import type { ProgramId } from '../../contract/programs/program.ts';
import type { EventData, GroupViewingKind, MemberCopy, ViewingId } from '../../contract/usage/event.ts';
import { asRecorded, attendance, correctionsOf, kindOf, noteOf, playedShare, presentMembers } from '../../contract/viewing/group-viewing.ts';
import type { GroupViewing } from '../../contract/viewing/group-viewing.ts';
import { groupViewingFaults } from '../../contract/viewing/validity.ts';
import type { ValidityRule } from '../../contract/viewing/validity.ts';
import { createSerial } from '../site/serial.ts';
import type { UsageRecorder } from '../usage/recorder.ts';
import type { ViewingSources } from './sources.ts';

export interface PastViewingsDeps {
  readonly recorder: UsageRecorder;
  /** The newest first. */
  readonly past: () => readonly GroupViewing[];
  readonly sources: Pick<ViewingSources, 'membersByNumber'>;
  readonly rule: () => ValidityRule;
}

/** How it really was; null leaves a part as it is. */
export interface Correction {
  readonly kind: GroupViewingKind | null;
  /** The numbers of all who were there. */
  readonly members: readonly string[] | null;
  readonly guests: number | null;
  readonly note: string | null;
  readonly reason: string;
}

/** Group viewings that ended: looked at, rated, and corrected by saying so. What was recorded is never rewritten. */
export interface PastViewings {
  /** The topic `pastViewings`. */
  readonly view: () => PastViewing[];
  /** Throws `viewing-unknown`. */
  readonly find: (viewing: ViewingId) => PastViewingDetail;
  /** Throws `viewing-unknown`, and `nothing-corrected` when it says nothing else than what holds. */
  readonly correct: (viewing: ViewingId, correction: Correction) => Promise<PastViewingDetail>;
  readonly rate: (viewing: ViewingId, program: ProgramId | null, stars: number) => Promise<void>;
}

/** As many people one event may add, and take out. */
const MOST_CHANGED = 250;

export function createPastViewings({ recorder, past, sources, rule }: PastViewingsDeps): PastViewings {
  const serial = createSerial();
  const stateOf = (viewing: ViewingId): GroupViewing => past().find((one) => one.viewing === viewing) ?? fail('viewing-unknown', {});
  const find = (viewing: ViewingId): PastViewingDetail => detailOf(stateOf(viewing), rule());
  return {
    view: () => past().map((state) => entryOf(state, rule())),
    find,
    correct: (viewing, correction) =>
      serial(async () => {
        const data = changesOf(stateOf(viewing), correction, sources.membersByNumber);
        if (data.added.length > MOST_CHANGED || data.removed.length > MOST_CHANGED) fail('bad-request', { detail: `more than ${MOST_CHANGED} people in one correction` });
        const says = data.kind !== null || data.added.length > 0 || data.removed.length > 0 || data.guests !== null || data.note !== null;
        if (!says) fail('nothing-corrected', {});
        await recorder.record({ type: 'group-viewing.corrected', data });
        return find(viewing);
      }),
    rate: (viewing, program, stars) =>
      serial(async () => {
        const state = stateOf(viewing);
        if (program !== null && state.opened?.value.programs.some((chosen) => chosen.program === program) !== true) fail('program-unknown', { program });
        await recorder.record({ type: 'viewing.rated', data: { viewing, program, stars } });
      }),
  };
}

/** What of a correction is not so already. Who was there and is on no roster any more can stay, and be taken out. */
function changesOf(state: GroupViewing, correction: Correction, membersByNumber: (numbers: readonly string[]) => readonly MemberCopy[]): EventData<'group-viewing.corrected'> {
  const present = presentMembers(state).map(({ number, name }): MemberCopy => ({ number, name }));
  const known = new Set<string>(present.map(({ number }) => number));
  const wanted = new Set(correction.members ?? known);
  const differs = <T>(said: T | null, now: T): T | null => (said === now ? null : said);
  return {
    viewing: state.viewing,
    kind: differs(correction.kind, kindOf(state)),
    added: [...membersByNumber([...wanted].filter((number) => !known.has(number)))],
    removed: present.filter(({ number }) => !wanted.has(number)),
    guests: differs(correction.guests, attendance(state).guests),
    note: differs(correction.note, noteOf(state)),
    reason: correction.reason,
  };
}

function entryOf(state: GroupViewing, rule: ValidityRule): PastViewing {
  const { members, guests } = attendance(state);
  return {
    viewing: state.viewing,
    kind: kindOf(state) ?? fail('internal', { reference: `viewing ${state.viewing} was never opened` }),
    startedAt: state.started?.at ?? state.opened?.at ?? '',
    endedAt: state.ended?.at ?? '',
    titles: (state.opened?.value.programs ?? []).map(({ title }) => title),
    members,
    guests,
    corrected: Object.keys(state.corrections).length > 0,
    faults: [...groupViewingFaults(state, rule)],
  };
}

function detailOf(state: GroupViewing, rule: ValidityRule): PastViewingDetail {
  const recorded = asRecorded(state);
  const people = (one: GroupViewing) => ({
    kind: kindOf(one) ?? fail('internal', { reference: `viewing ${one.viewing} was never opened` }),
    members: presentMembers(one).map(({ number, name }) => ({ number, name })),
    guests: attendance(one).guests,
  });
  const { playedSeconds, lengthSeconds } = playedShare(state);
  return {
    ...entryOf(state, rule),
    recorded: people(recorded),
    now: { ...people(state), note: noteOf(state) },
    playedSeconds,
    lengthSeconds,
    evidence: Object.values(state.evidence).map(({ value: { moment, source, sha256 } }) => ({ moment, source, sha256 })),
    corrections: correctionsOf(state).map(({ at, value: { kind, added, removed, guests, note, reason } }) => ({ at, kind, added, removed, guests, note, reason })),
  };
}
