import { ENVELOPE_MEDIA_TYPE } from '../../../contract/usage/envelope.ts';
import { journalDetailSchema, recordsAnswerSchema, recordsPaths, takenInSchema } from '../../records/schemas.ts';
import type { JournalDetail, RecordsAnswer, TakenIn } from '../../records/schemas.ts';
import { registerSchema } from '../../reports/register-schemas.ts';
import type { Register } from '../../reports/register-schemas.ts';
import { ask } from '../api.ts';

/** How the records of every site stand. */
export function askRecords(_question: 'records', signal: AbortSignal): Promise<RecordsAnswer> {
  return ask('GET', recordsPaths.records, recordsAnswerSchema, { signal });
}

export function askJournal(journal: string, signal: AbortSignal): Promise<JournalDetail> {
  return ask('GET', recordsPaths.journal(journal), journalDetailSchema, { signal });
}

/** The newest viewings of a site. */
export function askViewings(site: string, signal: AbortSignal): Promise<Register> {
  return ask('GET', `/v1/reports/viewings?${new URLSearchParams({ site, limit: '50' }).toString()}`, registerSchema, { signal });
}

/** Hands in an envelope that came on a stick. */
export function bringEnvelope(file: Blob): Promise<TakenIn> {
  return ask('POST', recordsPaths.envelopes, takenInSchema, { body: file, type: ENVELOPE_MEDIA_TYPE });
}
