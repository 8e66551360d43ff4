import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Problem, ProblemCode } from '../../contract/problem.ts';
import { useFormat } from './use-format.ts';
import type { Format } from './use-format.ts';

/** A problem in the reader's words. */
export interface ProblemText {
  /** What happened. */
  readonly what: string;
  /** That nothing is lost. */
  readonly safe: string;
  /** What to do now. */
  readonly todo: string;
  /** The code and its data in one small line for the technician; left out where people can help themselves. */
  readonly technical?: string;
}

/** The message for a problem: `problem.<code>.what`, `.safe` and `.todo`, with the problem's data filled in. */
export function problemText(t: TFunction, format: Format, problem: Problem): ProblemText {
  const values = problemValues(problem, format);
  return {
    what: t(`problem:${problem.code}.what`, values),
    safe: t(`problem:${problem.code}.safe`, values),
    todo: t(`problem:${problem.code}.todo`, values),
    ...(forTechnician.has(problem.code) ? { technical: [problem.code, ...Object.values(problem.data).map(String)].join(' · ') } : {}),
  };
}

/** What someone may be asked for on the telephone. */
const forTechnician: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'bad-request',
  'content-damaged',
  'county-failing',
  'county-is-something-else',
  'county-key-wrong',
  'county-refused',
  'disk-failing',
  'disk-full',
  'internal',
  'played-impossible',
  'settings-damaged',
  'signature-wrong',
  'stick-failing',
  'version-older',
]);

/** The data of a problem as its message says it: milliseconds become whole seconds, bytes a size. */
function problemValues(problem: Problem, format: Format): Record<string, string | number> {
  switch (problem.code) {
    case 'pin-wrong':
    case 'pin-wait':
    case 'reset-code-wrong':
    case 'member-pin-wrong':
    case 'member-pin-wait':
      return { count: Math.ceil(problem.data.waitMs / 1000) };
    case 'disk-full':
    case 'stick-full':
      return { size: format.bytes(problem.data.freeBytes) };
    case 'programs-lack-room':
      return { free: format.bytes(problem.data.freeBytes), needed: format.bytes(problem.data.neededBytes) };
    case 'records-waiting-for-disk':
    case 'records-unsent':
      return { count: problem.data.lines };
    default:
      return { ...problem.data };
  }
}

/** Words a problem for the reader; see `ProblemMessage` for how it is shown. */
export function useProblemText(): (problem: Problem) => ProblemText {
  const { t } = useTranslation();
  const format = useFormat();
  return (problem) => problemText(t, format, problem);
}
