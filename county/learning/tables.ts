import type { JSONColumnType } from 'kysely';
import type { ProgramCopy } from '../../contract/programs/program.ts';

/** The course plan of one member for one year, as it was last chosen at one terminal. */
export interface CoursePlansTable {
  readonly journal: string;
  readonly site: string;
  readonly member: string;
  readonly name: string;
  readonly year: number;
  /** The line that chose it, and the terminal's wall time of it. */
  readonly seq: number;
  readonly at: string;
  readonly programs: JSONColumnType<readonly ProgramCopy[]>;
}

export interface LearningTables {
  readonly course_plans: CoursePlansTable;
}
