import type { LocalizedText } from '../../contract/text.ts';
import type { MemberCopy } from '../../contract/usage/event.ts';
import type { CorrectedTime } from '../ingest/times/corrected-time.ts';
import type { TimeColumns } from '../reports/time-columns.ts';
import { guestAgent, memberAgent, momentOf, PLATFORM, statementId, terminalAgent } from './statement.ts';
import type { Agent, Statement, StatementOptions } from './statement.ts';
import { activityTypes, languageMap, ownExtensions, verbs } from './vocabulary.ts';

interface MomentaryRow extends TimeColumns {
  readonly journal: string;
  readonly key: string;
  readonly site: string;
  readonly seq: number;
  readonly at: string;
}

export interface SearchedRow extends MomentaryRow {
  readonly query: string;
  readonly hits: number;
  readonly member: string | null;
}

export interface OpenedRow extends MomentaryRow {
  readonly item: string;
  readonly search: string | null;
  readonly member: string | null;
}

export interface DownloadedRow extends MomentaryRow {
  readonly number: string;
  readonly carrier: string;
}

/** What the event of a row says besides what the row keeps. */
interface Copies {
  readonly memberName: string | null;
  readonly title: LocalizedText | null;
}

export function searchStatement(options: StatementOptions, row: SearchedRow, { memberName }: Copies): Statement {
  return {
    ...frame(options, row, 'searched', personOf(options, row.site, row.member, memberName)),
    object: { objectType: 'Activity', id: `${options.home}/information`, definition: { type: activityTypes.collection, name: { 'zh-CN': '致富信息', en: 'Wealth information' } } },
    result: { ...(options.queries ? { response: row.query } : {}), extensions: { [ownExtensions(options.home).hits]: row.hits } },
  };
}

export function openingStatement(options: StatementOptions, row: OpenedRow, { memberName, title }: Copies): Statement {
  const statement = frame(options, row, 'experienced', personOf(options, row.site, row.member, memberName));
  const led = row.search === null ? {} : { statement: { objectType: 'StatementRef', id: statementId(row.journal, row.search, 'searched') } as const };
  return {
    ...statement,
    object: {
      objectType: 'Activity',
      id: `${options.home}/information/${encodeURIComponent(row.item)}`,
      definition: { type: activityTypes.article, ...(title === null ? {} : { name: languageMap(title) }) },
    },
    context: { ...statement.context, ...led },
  };
}

export function downloadStatement(options: StatementOptions, row: DownloadedRow, { title }: Copies): Statement {
  return {
    ...frame(options, row, 'downloaded', terminalAgent(options, row.site, row.journal)),
    object: {
      objectType: 'Activity',
      id: `${options.home}/issues/${encodeURIComponent(row.key)}`,
      definition: { type: activityTypes.collection, ...(title === null ? {} : { name: languageMap(title) }) },
    },
    result: { completion: true, extensions: { [ownExtensions(options.home).carrier]: row.carrier } },
  };
}

function personOf(options: StatementOptions, site: string, number: string | null, name: string | null): Agent {
  return number === null ? guestAgent(options, site) : memberAgent(options, site, { number: number as MemberCopy['number'], name: name ?? number });
}

function frame(options: StatementOptions, row: MomentaryRow, verb: 'searched' | 'experienced' | 'downloaded', actor: Agent) {
  const corrected: CorrectedTime = { certainty: row.certainty, ms: row.best_ms ?? Date.parse(row.at), notBeforeMs: row.not_before_ms, notAfterMs: row.not_after_ms };
  const { timestamp, extensions } = momentOf(options, row.at, corrected);
  return { id: statementId(row.journal, row.key, verb), version: '1.0.3' as const, actor, verb: verbs[verb], context: { platform: PLATFORM, extensions }, timestamp };
}
