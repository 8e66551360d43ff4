import type { GroupSummary, GroupView } from '../../contract/ipc/topics.ts';
import { fail } from '../../contract/problem.ts';
import { attendance, kindOf, playedShare, presentMembers } from '../../contract/viewing/group-viewing.ts';
import type { GroupViewing } from '../../contract/viewing/group-viewing.ts';
import { playedWithin, resumePoint } from '../../contract/viewing/played-segments.ts';
import { groupViewingFaults } from '../../contract/viewing/validity.ts';
import type { ValidityRule } from '../../contract/viewing/validity.ts';
import { momentReached } from './evidence-moments.ts';

function programsPlayed(state: GroupViewing): GroupView['programs'] {
  return (state.opened?.value.programs ?? []).map(({ program, title, lengthSeconds }) => ({
    program,
    title,
    lengthSeconds,
    playedSeconds: playedWithin(state.played[program] ?? [], lengthSeconds),
  }));
}

/** What of a viewing is the same in its view and in its summary. `opened` is there: the terminal wrote it first. */
function common(state: GroupViewing): Pick<GroupView, 'viewing' | 'kind' | 'programs' | 'startedAt' | 'guests' | 'playedSeconds' | 'lengthSeconds'> {
  const { playedSeconds, lengthSeconds } = playedShare(state);
  return {
    viewing: state.viewing,
    kind: kindOf(state) ?? fail('internal', { reference: `viewing ${state.viewing} was never opened` }),
    programs: programsPlayed(state),
    startedAt: state.started?.at ?? null,
    guests: attendance(state).guests,
    playedSeconds,
    lengthSeconds,
  };
}

/** The topic `group`. `cameraTried`: the moments at which the camera was asked already. */
export function groupView(state: GroupViewing, playing: boolean, rule: ValidityRule, cameraTried: (moment: string) => boolean): GroupView {
  const { halt, evidence } = state;
  const moment = momentReached(state);
  return {
    ...common(state),
    stage: state.started === null ? 'check-in' : playing ? 'playing' : 'interrupted',
    openedAt: state.opened?.at ?? '',
    resume: whereToGoOn(state),
    members: [...presentMembers(state)],
    expected: state.opened?.value.expected ?? 0,
    faults: groupViewingFaults(state, rule).filter((fault) => fault !== 'not-ended'),
    break: halt?.value.state === 'break' ? { since: halt.at, minutes: halt.value.minutes, next: halt.value.next } : null,
    camera: state.camera?.value ?? null,
    cameraDue: playing && state.camera?.value === true && moment !== null && !cameraTried(moment) ? moment : null,
    evidence: Object.values(evidence).map(({ value }) => ({ moment: value.moment, source: value.source, sha256: value.sha256 })),
  };
}

export function groupSummary(state: GroupViewing, endedAt: string, rule: ValidityRule): GroupSummary {
  return {
    ...common(state),
    endedAt,
    members: presentMembers(state).map(({ number, name }) => ({ number, name })),
    faults: [...groupViewingFaults(state, rule)],
  };
}

/** The program and position at which playing stopped; a program left at its very end gives way to the next. */
function whereToGoOn(state: GroupViewing): GroupView['resume'] {
  const programs = state.opened?.value.programs ?? [];
  const first = programs[0] ?? fail('internal', { reference: `viewing ${state.viewing} has no programs` });
  if (state.halt?.value.state === 'break') return { program: state.halt.value.next, position: 0 };
  if (state.last === null) return { program: first.program, position: 0 };
  const { program, position } = state.last.value;
  const index = programs.findIndex((candidate) => candidate.program === program);
  const at = programs[index] ?? first;
  const resumed = resumePoint(position, at.lengthSeconds, 1);
  const next = programs[index + 1];
  return resumed === 0 && next !== undefined ? { program: next.program, position: 0 } : { program: at.program, position: resumed };
}
