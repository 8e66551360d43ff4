import { attendance, presentMembers } from '../../contract/viewing/group-viewing.ts';
import type { GroupViewing } from '../../contract/viewing/group-viewing.ts';
import type { SelfViewing } from '../../contract/viewing/self-viewing.ts';
import { durationOf, guestAgent, memberAgent, momentOf, PLATFORM, siteGroup, statementId } from './statement.ts';
import type { Statement, StatementOptions } from './statement.ts';
import { videoActivity, videoStatements } from './video-statements.ts';
import type { PlayedReport, StatedMoment } from './video-statements.ts';
import { activityTypes, ownExtensions, verbs } from './vocabulary.ts';

interface Place {
  readonly journal: string;
  readonly site: string;
  readonly started: StatedMoment;
  readonly ended: StatedMoment;
  /** By program. */
  readonly reports: ReadonlyMap<string, readonly PlayedReport[]>;
}

const kindNames = { 'party-class': { 'zh-CN': '党课', en: 'Party class' }, training: { 'zh-CN': '培训', en: 'Training' } } as const;

/** One statement of the attendance, and those of each film that was played. Nothing for one that was never opened. */
export function groupStatements(options: StatementOptions, { journal, site, started, ended, reports }: Place, state: GroupViewing): readonly Statement[] {
  const { opened, viewing } = state;
  if (opened === null) return [];
  const { kind, programs } = opened.value;
  const { members, guests } = attendance(state);
  const { timestamp, extensions } = momentOf(options, started.at, started.corrected);
  const own = ownExtensions(options.home);
  const attended: Statement = {
    id: statementId(journal, viewing, 'attended'),
    version: '1.0.3',
    actor: siteGroup(options, site, presentMembers(state).map((member) => memberAgent(options, site, member))),
    verb: verbs.attended,
    object: { objectType: 'Activity', id: `${options.home}/group-viewings/${viewing}`, definition: { type: activityTypes.meeting, name: kindNames[kind] } },
    result: { duration: durationOf((ended.corrected.ms - started.corrected.ms) / 1000), extensions: { [own.members]: members, [own.guests]: guests } },
    context: { registration: viewing, platform: PLATFORM, contextActivities: { grouping: programs.map((program) => videoActivity(options, program)) }, extensions },
    timestamp,
  };
  const films = programs.flatMap((program) => {
    const own = reports.get(program.program) ?? [];
    return own.length === 0 ? [] : videoStatements(options, { journal, viewing, actor: siteGroup(options, site), program, started, ended, reports: own });
  });
  return [attended, ...films];
}

/** The statements of the Video Profile about a film that somebody watched alone. */
export function selfStatements(options: StatementOptions, { journal, site, started, ended, reports }: Place, state: SelfViewing): readonly Statement[] {
  if (state.started === null) return [];
  const { program, member } = state.started;
  const actor = member === null ? guestAgent(options, site) : memberAgent(options, site, member);
  return videoStatements(options, { journal, viewing: state.viewing, actor, program, started, ended, reports: reports.get(program.program) ?? [] });
}
