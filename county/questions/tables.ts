import type { TimeColumns } from '../reports/time-columns.ts';

/** Something that happened at one moment; see `../reports/tables.ts`. */
interface Momentary extends TimeColumns {
  readonly journal: string;
  readonly site: string;
  readonly seq: number;
  readonly at: string;
  readonly boot: string | null;
  readonly uptime_ms: number | null;
}

export interface QuestionTables {
  readonly questions: Momentary & {
    readonly question: string;
    readonly text: string;
    readonly kind: string | null;
    readonly name: string | null;
    readonly phone: string | null;
    /** The search that had found nothing. */
    readonly search: string | null;
  };
  readonly question_withdrawals: { readonly journal: string; readonly question: string };
  /** Answers that were read at a site. */
  readonly answer_openings: Momentary & { readonly event: string; readonly answer: string };
  /** What the county said: one answer to a question, the last one. */
  readonly answers: {
    readonly journal: string;
    readonly question: string;
    /** Another one whenever it changes. */
    readonly answer: string;
    readonly site: string;
    readonly asked: string;
    readonly asked_at: Date;
    readonly kind: string | null;
    readonly text: string;
    /** Who answers for it, as the site reads it. */
    readonly by_office: string;
    readonly everyone: boolean;
    /** Name of the person who wrote it; the sites do not see it. */
    readonly answered_by: string;
    readonly answered_at: Date;
    /** Rises with every change of any answer. */
    readonly revision: number;
  };
  /** The board of each site as last signed. */
  readonly answer_boards: {
    readonly site: string;
    readonly version: number;
    /** Of the newest answer that was looked at for it. */
    readonly revision: number;
    readonly jws: string;
    readonly jws_sha256: string;
    readonly published_at: Date;
  };
}
