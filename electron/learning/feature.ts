import { join } from 'node:path';
import type { LearnerRow, LearningView } from '../../contract/ipc/learning.ts';
import type { Problem } from '../../contract/problem.ts';
import type { MemberCopy } from '../../contract/usage/event.ts';
import type { CourseRule } from '../../contract/viewing/course-plan.ts';
import type { Clock } from '../site/clock.ts';
import type { FindDrives } from '../sticks/drive.ts';
import type { Journal } from '../usage/journal.ts';
import { openProjection } from '../usage/projection.ts';
import type { UsageRecorder } from '../usage/recorder.ts';
import type { ViewingSources } from '../viewing/sources.ts';
import { createCoursePlans } from './course-plans.ts';
import type { CoursePlans } from './course-plans.ts';
import { applyToLearningState, initialLearningState, learningStateSchema } from './learning-state.ts';
import { openMemberPins } from './member-pins.ts';
import type { MemberPins } from './member-pins.ts';
import type { Members } from './members.ts';
import { createYearSheets } from './year-sheet.ts';
import type { YearSheets } from './year-sheet.ts';

export interface LearningOptions {
  readonly folder: string;
  readonly journal: Journal;
  readonly recorder: UsageRecorder;
  readonly members: Members;
  /** Not asked before the terminal is open: programs need to know the plans to make room. */
  readonly program: ViewingSources['program'];
  readonly rule: CourseRule;
  readonly findDrives: FindDrives;
  readonly clock: Clock;
  readonly onProblem: (problem: Problem) => void;
  readonly onFault: (fault: unknown) => void;
}

/** What the members learn: their PINs, plans, and how far they are. */
export interface Learning {
  readonly pins: MemberPins;
  readonly plans: CoursePlans;
  readonly sheets: YearSheets;
  /** The topic `learning` for this member. */
  readonly view: (member: MemberCopy) => LearningView;
  /** Everybody on the roster, those who lack most first. */
  readonly learners: () => LearnerRow[];
  /** Something that `view` tells of was recorded, or a PIN changed; not at every stretch that is played. */
  readonly onChanged: (listener: () => void) => () => void;
  readonly close: () => Promise<void>;
}

export async function openLearning(options: LearningOptions): Promise<Learning> {
  const { folder, journal, recorder, members, clock, onProblem, onFault } = options;
  const projection = await openProjection({
    journal,
    file: join(folder, 'learning.json'),
    version: 1,
    schema: learningStateSchema,
    initial: initialLearningState,
    apply: applyToLearningState,
    onFault,
  });
  const pins = await openMemberPins({ folder, clock, recorder, onProblem });
  const plans = createCoursePlans({ recorder, state: projection.state, sources: { program: options.program }, rule: () => options.rule, wall: () => clock.wall() });
  const sheets = createYearSheets(options.findDrives);
  return {
    pins,
    plans,
    sheets,
    view: (member) => ({ ...plans.view(member), hasPin: pins.has(member.number) }),
    learners: () => plans.standings(members.view().map(({ number, name }) => ({ number, name }))).map((row) => ({ ...row, hasPin: pins.has(row.member.number) })),
    onChanged: (listener) => {
      const ends = [
        pins.onChanged(listener),
        recorder.onRecorded(({ type }) => {
          if (tellsOfLearning.has(type)) listener();
        }),
      ];
      return () => ends.forEach((end) => end());
    },
    close: async () => {
      sheets.close();
      await projection.close();
    },
  };
}

const tellsOfLearning: ReadonlySet<string> = new Set(['self-viewing.ended', 'course-plan.chosen', 'group-viewing.ended', 'group-viewing.corrected']);
