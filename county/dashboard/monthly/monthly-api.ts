import { monthlyPaths, reportListSchema, reportSchema } from '../../monthly/schemas.ts';
import type { Report, ReportList } from '../../monthly/schemas.ts';
import { ask } from '../api.ts';

export type ReportPlace = Pick<Report, 'month' | 'scope' | 'id'>;

export function askReports(month: string, signal: AbortSignal): Promise<ReportList> {
  return ask('GET', `${monthlyPaths.list}?month=${month}`, reportListSchema, { signal });
}

export function askReport(path: string, signal: AbortSignal): Promise<Report> {
  return ask('GET', path, reportSchema, { signal });
}

export function saveRemarks({ month, scope, id }: ReportPlace, remarks: string): Promise<Report> {
  return ask('PUT', monthlyPaths.remarks(month, scope, id), reportSchema, { body: { remarks } });
}

export function signReport({ month, scope, id }: ReportPlace, digest: string): Promise<Report> {
  return ask('POST', monthlyPaths.signature(month, scope, id), reportSchema, { body: { digest } });
}

export function reopenReport({ month, scope, id }: ReportPlace): Promise<Report> {
  return ask('DELETE', monthlyPaths.signature(month, scope, id), reportSchema, {});
}
