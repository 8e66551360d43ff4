import type { JSONColumnType } from 'kysely';
import type { OfflineActivity } from '../../contract/viewing/offline-activity.ts';

export interface ActivityTables {
  /** What happened away from the terminals, as it holds now. `day` is what the operator said, not the clock. */
  offline_activities: {
    journal: string;
    activity: string;
    site: string;
    /** Of the line that recorded it first. */
    seq: number;
    at: string;
    day: string | null;
    /** Null: the line that says it has not arrived. */
    kind: string | null;
    place: string;
    lecturer: string;
    topic: string;
    members: number;
    guests: number;
    copies: number;
    withdrawn: boolean;
    corrections: number;
    state: JSONColumnType<OfflineActivity>;
  };
}
