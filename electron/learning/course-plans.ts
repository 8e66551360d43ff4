import type { LearningView, LearnerRow } from '../../contract/ipc/learning.ts';
import type { ProgramCopy, ProgramId } from '../../contract/programs/program.ts';
import { fail } from '../../contract/problem.ts';
import type { MemberCopy } from '../../contract/usage/event.ts';
import { isCompleted } from '../../contract/viewing/completion.ts';
import { MAX_COURSES, planStanding, yearOf } from '../../contract/viewing/course-plan.ts';
import type { CourseRule } from '../../contract/viewing/course-plan.ts';
import { presentMembers, playedShare } from '../../contract/viewing/group-viewing.ts';
import type { GroupViewing } from '../../contract/viewing/group-viewing.ts';
import { addSegments, playedWithin } from '../../contract/viewing/played-segments.ts';
import type { PlayedSegments } from '../../contract/viewing/played-segments.ts';
import type { UsageRecorder } from '../usage/recorder.ts';
import { programCopy } from '../viewing/sources.ts';
import type { ViewingSources } from '../viewing/sources.ts';
import { emptyYear } from './learning-state.ts';
import type { LearningState, MemberYear } from './learning-state.ts';

/** Programs that somebody began and has not finished, the latest first, as many as are proposed. */
const TO_CONTINUE = 20;
/** Less than this was a look at the title. */
const BEGUN_SECONDS = 15;

export interface CoursePlansDeps {
  readonly recorder: Pick<UsageRecorder, 'record'>;
  /** What the journal says, see learning-state.ts. */
  readonly state: () => LearningState;
  readonly sources: Pick<ViewingSources, 'program'>;
  readonly rule: () => CourseRule;
  /** Wall time, as events have it. */
  readonly wall: () => string;
}

/** The members' plans for the year, and what has become of them. */
export interface CoursePlans {
  /** This year as the member sees it. */
  readonly view: (member: MemberCopy) => Omit<LearningView, 'hasPin'>;
  /** Chooses all courses of this year anew. Throws `program-unknown`. */
  readonly choose: (member: MemberCopy, programs: readonly ProgramId[]) => Promise<void>;
  /** How each of these members stands, those who lack most first. */
  readonly standings: (members: readonly MemberCopy[]) => readonly Omit<LearnerRow, 'hasPin'>[];
  /** The programs in anybody's plan of this year: they are not removed to make room. */
  readonly programs: () => ReadonlySet<ProgramId>;
}

export function createCoursePlans(deps: CoursePlansDeps): CoursePlans {
  const { recorder, state, sources, rule, wall } = deps;

  const thisYear = (): number => yearOf(wall());
  const yearsOf = (member: MemberCopy) => state().members[member.number] ?? {};

  const learnt = (member: MemberCopy, year: number): Learnt => learntIn(yearsOf(member)[year]?.watched ?? {}, groupsOf(state(), member, year));

  return {
    view: (member) => {
      const year = thisYear();
      const { plan } = yearsOf(member)[year] ?? emptyYear;
      const own = learnt(member, year);
      const completedEver = Object.entries(yearsOf(member)).flatMap(([each]) => (Number(each) === year ? [...own.completed] : [...learnt(member, Number(each)).completed]));
      return {
        member,
        year,
        rule: rule(),
        standing: planStanding(plan ?? [], own.completed, rule()),
        planChosen: plan !== null,
        plan: (plan ?? []).map((copy) => planItem(sources.program(copy.program) === undefined, copy, own)),
        completed: [...new Set(completedEver)],
        toContinue: Object.values(yearsOf(member))
          .flatMap(({ watched }) => Object.values(watched))
          .filter(({ program, played }) => sum(played) >= BEGUN_SECONDS && !isCompleted(played, program.lengthSeconds))
          .sort((a, b) => (a.at < b.at ? 1 : -1))
          .filter(({ program }, index, all) => all.findIndex((other) => other.program.program === program.program) === index && !completedEver.includes(program.program))
          .slice(0, TO_CONTINUE)
          .map(({ program, played, at, position }) => ({ program: program.program, playedShare: share(played, program.lengthSeconds), position, at })),
        watched: [...own.watched.values()].sort((a, b) => (a.at < b.at ? 1 : -1)),
        groups: own.groups,
        selfSeconds: own.selfSeconds,
        groupSeconds: own.groupSeconds,
      };
    },

    choose: async (member, ids) => {
      const year = thisYear();
      const before = new Map((yearsOf(member)[year]?.plan ?? []).map((copy) => [copy.program, copy]));
      const chosen = [...new Set(ids)].slice(0, MAX_COURSES).map((id) => {
        const program = sources.program(id);
        // What the county has withdrawn meanwhile stays chosen as it was.
        return program === undefined ? (before.get(id) ?? fail('program-unknown', { program: id })) : programCopy(program);
      });
      await recorder.record({ type: 'course-plan.chosen', data: { member: { number: member.number, name: member.name }, year, programs: chosen } });
    },

    standings: (members) => {
      const year = thisYear();
      return members
        .map(({ number, name }) => {
          const own = learnt({ number, name }, year);
          const plan = yearsOf({ number, name })[year]?.plan ?? [];
          const { chosen, done, missing } = planStanding(plan, own.completed, rule());
          return { member: { number, name }, chosen, done, missing, groups: own.groups.length, seconds: own.selfSeconds + own.groupSeconds };
        })
        .sort((a, b) => b.missing - a.missing || a.chosen - b.chosen || (a.member.number.length - b.member.number.length || (a.member.number < b.member.number ? -1 : 1)));
    },

    programs: () => {
      const year = thisYear();
      return new Set(Object.values(state().members).flatMap((years) => (years[year]?.plan ?? []).map(({ program }) => program)));
    },
  };
}

/** What a year of one member adds up to. */
interface Learnt {
  /** By program id, watched alone or with the group. */
  readonly watched: ReadonlyMap<string, LearningView['watched'][number]>;
  readonly completed: ReadonlySet<ProgramId>;
  readonly groups: LearningView['groups'];
  readonly selfSeconds: number;
  readonly groupSeconds: number;
}

/**
 * Puts together what was watched alone and with the group: the union of both decides whether a program is completed.
 * Hours are seconds of film, each counted once when watched alone, and for each group viewing anew.
 */
function learntIn(watched: MemberYear['watched'], groups: readonly GroupViewing[]): Learnt {
  const union = new Map<string, { readonly program: ProgramCopy; readonly played: PlayedSegments; readonly at: string }>(Object.entries(watched));
  for (const group of groups) {
    for (const program of group.opened?.value.programs ?? []) {
      const played = group.played[program.program] ?? [];
      if (played.length === 0) continue;
      const before = union.get(program.program);
      const at = group.started?.at ?? group.opened?.at ?? '';
      union.set(program.program, { program, played: addSegments(before?.played ?? [], played), at: before !== undefined && before.at > at ? before.at : at });
    }
  }
  const seen = new Map(
    [...union].map(([id, { program, played, at }]) => [
      id,
      { program, playedShare: share(played, program.lengthSeconds), completed: isCompleted(played, program.lengthSeconds), at, together: groups.some((group) => (group.played[id]?.length ?? 0) > 0) },
    ]),
  );
  return {
    watched: seen,
    completed: new Set([...seen.values()].filter(({ completed }) => completed).map(({ program }) => program.program)),
    groups: groups
      .map((group) => ({
        viewing: group.viewing,
        kind: group.opened?.value.kind ?? 'training',
        at: group.started?.at ?? group.opened?.at ?? '',
        titles: (group.opened?.value.programs ?? []).map(({ title }) => title),
        playedSeconds: playedShare(group).playedSeconds,
      }))
      .sort((a, b) => (a.at < b.at ? 1 : -1)),
    selfSeconds: Object.values(watched).reduce((total, { played, program }) => total + playedWithin(played, program.lengthSeconds), 0),
    groupSeconds: groups.reduce((total, group) => total + playedShare(group).playedSeconds, 0),
  };
}

/** The ended group viewings of the year at which the member was present, also by a later correction. */
function groupsOf(state: LearningState, member: MemberCopy, year: number): readonly GroupViewing[] {
  return Object.values(state.groups).filter(
    (group) => group.ended !== null && group.started !== null && yearOf(group.started.at) === year && presentMembers(group).some(({ number }) => number === member.number),
  );
}

function planItem(gone: boolean, program: ProgramCopy, own: Learnt): LearningView['plan'][number] {
  const seen = own.watched.get(program.program);
  return { program, gone, completed: seen?.completed ?? false, playedShare: seen?.playedShare ?? 0, at: seen?.at ?? null };
}

function share(played: PlayedSegments, lengthSeconds: number): number {
  return lengthSeconds > 0 ? Math.min(1, playedWithin(played, lengthSeconds) / lengthSeconds) : 0;
}

function sum(played: PlayedSegments): number {
  return played.reduce((total, [from, to]) => total + to - from, 0);
}
