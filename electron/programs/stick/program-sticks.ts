import type { PublicKey } from '../../../contract/site/enrolment.ts';
import { fail } from '../../../contract/problem.ts';
import type { StickIssues } from '../../sticks/issues.ts';
import type { IssueOutline } from '../outline.ts';
import { exportIssues } from './export-issues.ts';
import { importIssues } from './import-issues.ts';
import type { ImportDeps } from './import-issues.ts';
import { surveyStick } from './survey-stick.ts';

export interface ProgramSticksDeps extends Omit<ImportDeps, 'completed' | 'countyKey' | 'onListed'> {
  /** Null until the terminal is enrolled. */
  readonly countyKey: PublicKey | null;
  /** Files have come, or a manifest that names others: what is still missing may be fetched. */
  readonly onImported: () => void;
}

/** Issues to and from sticks. */
export interface ProgramSticks extends StickIssues {
  /** What carried the last missing bytes of this version of an issue, for its record. */
  readonly carrierOf: (issue: Pick<IssueOutline, 'issue' | 'version'>) => 'line' | 'stick';
}

export function createProgramSticks(deps: ProgramSticksDeps): ProgramSticks {
  const byStick = new Set<string>();
  const key = ({ issue, version }: Pick<IssueOutline, 'issue' | 'version'>): string => `${issue} ${version}`;
  const enrolled = (): ImportDeps => {
    const { countyKey } = deps;
    if (countyKey === null) return fail('not-enrolled', {});
    return { ...deps, countyKey, onListed: deps.onImported, completed: (issue) => void byStick.add(key(issue)) };
  };
  return {
    carrierOf: (issue) => (byStick.has(key(issue)) ? 'stick' : 'line'),
    survey: async (options) => surveyStick(enrolled(), options),
    exportIssues: async (options) => exportIssues(enrolled(), options),
    importIssues: async (options) => {
      try {
        return await importIssues(enrolled(), options);
      } finally {
        deps.onImported();
      }
    },
  };
}
