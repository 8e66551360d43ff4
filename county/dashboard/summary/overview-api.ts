import type { SummaryQuery } from '../../../contract/http.ts';
import { ATTENTION_PATH, attentionAnswerSchema } from '../../attention/schemas.ts';
import type { AttentionAnswer } from '../../attention/schemas.ts';
import { overviewPaths, overviewSchema, trendSchema } from '../../overview/schemas.ts';
import type { Overview, Trend, TrendQuery } from '../../overview/schemas.ts';
import { ask } from '../api.ts';

/** A question as an address, which is what tells it from another one. */
export function overviewQuestion(query: SummaryQuery): string {
  return `${overviewPaths.overview}?${searchOf(query)}`;
}

export function trendQuestion(query: TrendQuery): string {
  return `${overviewPaths.trend}?${searchOf(query)}`;
}

export function attentionQuestion(township: string | null): string {
  return `${ATTENTION_PATH}?${searchOf({ township: township ?? undefined })}`;
}

export const askOverview = (question: string, signal: AbortSignal): Promise<Overview> => ask('GET', question, overviewSchema, { signal });

export const askTrend = (question: string, signal: AbortSignal): Promise<Trend> => ask('GET', question, trendSchema, { signal });

export const askAttention = (question: string, signal: AbortSignal): Promise<AttentionAnswer> => ask('GET', question, attentionAnswerSchema, { signal });

function searchOf(query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return new URLSearchParams(given).toString();
}
