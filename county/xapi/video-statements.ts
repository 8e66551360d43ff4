import type { ProgramCopy } from '../../contract/programs/program.ts';
import { addSegment, playedWithin } from '../../contract/viewing/played-segments.ts';
import type { PlayedSegments, Segment } from '../../contract/viewing/played-segments.ts';
import type { CorrectedTime } from '../ingest/times/corrected-time.ts';
import { durationOf, momentOf, PLATFORM, statementId } from './statement.ts';
import type { Activity, Agent, Group, Statement, StatementOptions } from './statement.ts';
import { activityTypes, languageMap, VIDEO_PROFILE, verbs, videoExtensions } from './vocabulary.ts';

/** From this share of a film on it was watched to its end: what follows are credits. */
export const COMPLETION_THRESHOLD = 0.95;

/** Two stretches nearer than this are one: reports are cut every few seconds. */
const JOIN_SECONDS = 1;

/** A moment, recorded and corrected. */
export interface StatedMoment {
  readonly at: string;
  readonly corrected: CorrectedTime;
}

/** A stretch that was played, reported at this moment. */
export interface PlayedReport extends StatedMoment {
  readonly seq: number;
  readonly segment: Segment;
}

export interface VideoSession {
  readonly journal: string;
  readonly viewing: string;
  readonly actor: Agent | Group;
  readonly program: ProgramCopy;
  readonly started: StatedMoment;
  readonly ended: StatedMoment;
  /** In the order of their lines. */
  readonly reports: readonly PlayedReport[];
}

/** The statements of the Video Profile about one film in one viewing, in the order in which things happened. */
export function videoStatements(options: StatementOptions, session: VideoSession): readonly Statement[] {
  const { journal, viewing, actor, program, started, ended, reports } = session;
  const object = videoActivity(options, program);
  const { lengthSeconds } = program;
  const state = (played: PlayedSegments, position: number) => ({
    [videoExtensions.time]: rounded(position),
    [videoExtensions.playedSegments]: played.map(([from, to]) => `${rounded(from)}[.]${rounded(to)}`).join('[,]'),
    [videoExtensions.progress]: rounded(Math.min(1, playedWithin(played, lengthSeconds) / lengthSeconds)),
  });
  const say = (name: keyof typeof verbs, about: string, moment: StatedMoment, result?: Statement['result']): Statement => {
    const { timestamp, extensions } = momentOf(options, moment.at, moment.corrected);
    return {
      ...{ id: statementId(journal, `${viewing}/${program.program}${about}`, name), version: '1.0.3', actor, verb: verbs[name], object },
      ...(result === undefined ? {} : { result }),
      context: {
        registration: viewing,
        platform: PLATFORM,
        contextActivities: { category: [{ objectType: 'Activity', id: VIDEO_PROFILE }] },
        extensions: {
          [videoExtensions.sessionId]: viewing,
          [videoExtensions.length]: Math.round(lengthSeconds),
          [videoExtensions.completionThreshold]: COMPLETION_THRESHOLD,
          ...extensions,
        },
      },
      timestamp,
    };
  };

  const statements = [say('initialized', '', started)];
  let played: PlayedSegments = [];
  let before: PlayedReport | null = null;
  let completed: PlayedReport | null = null;
  for (const report of reports) {
    const [from, to] = report.segment;
    if (before === null || Math.abs(from - before.segment[1]) > JOIN_SECONDS) {
      if (before !== null) statements.push(say('paused', `/${before.seq}`, before, { extensions: state(played, before.segment[1]) }));
      // The report comes when the stretch has been played; it began that much earlier, at double speed half as much.
      statements.push(say('played', `/${report.seq}`, earlier(report, to - from, before ?? started), { extensions: { [videoExtensions.time]: rounded(from) } }));
    }
    played = addSegment(played, report.segment);
    before = report;
    if (completed === null && playedWithin(played, lengthSeconds) / lengthSeconds >= COMPLETION_THRESHOLD) {
      completed = report;
      statements.push(say('completed', '', report, { completion: true, duration: durationOf(secondsBetween(started, report)), extensions: state(played, to) }));
    }
  }
  statements.push(say('terminated', '', ended, { duration: durationOf(secondsBetween(started, ended)), extensions: state(played, before?.segment[1] ?? 0) }));
  return statements;
}

export function videoActivity({ home }: StatementOptions, { program, title }: Pick<ProgramCopy, 'program' | 'title'>): Activity {
  const [issue = '', name = ''] = program.split('/');
  return { objectType: 'Activity', id: `${home}/programs/${encodeURIComponent(issue)}/${encodeURIComponent(name)}`, definition: { type: activityTypes.video, name: languageMap(title) } };
}

/** So many seconds earlier, but not before another moment. */
function earlier({ at, corrected }: StatedMoment, seconds: number, bound: StatedMoment): StatedMoment {
  const byMs = Math.max(0, Math.min(seconds * 1000, corrected.ms - bound.corrected.ms));
  const less = (ms: number | null) => (ms === null ? null : ms - byMs);
  return { at, corrected: { ...corrected, ms: corrected.ms - byMs, notBeforeMs: less(corrected.notBeforeMs), notAfterMs: less(corrected.notAfterMs) } };
}

function secondsBetween(from: StatedMoment, to: StatedMoment): number {
  return (to.corrected.ms - from.corrected.ms) / 1000;
}

/** To a thousandth, as the profile has it. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
