import { useTranslation } from 'react-i18next';
import type { ProgressBarProps } from '../../../components/progress-bar.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { useMinutes } from '../../../i18n/use-minutes.ts';
import { useProblemText } from '../../../i18n/use-problem-text.ts';
import type { IssueState } from '../../programs/issues.ts';

export interface DownloadText {
  /** `12 MB of 30 MB`. */
  readonly amount: string;
  /** How fast it comes and how long it takes, or why nothing comes. */
  readonly pace: string;
  readonly tone: NonNullable<ProgressBarProps['tone']>;
}

/** An issue's download in words. */
export function useDownloadText(issue: IssueState): DownloadText {
  const { t } = useTranslation('downloads');
  const format = useFormat();
  const minutes = useMinutes();
  const words = useProblemText();
  const amount = t('amount', { done: format.bytes(issue.doneBytes), total: format.bytes(issue.totalBytes) });
  const pace = (): string => {
    if (issue.reason !== null) return words(issue.reason).what;
    if (issue.bytesPerSecond !== null && issue.state === 'downloading') {
      const rate = t('rate', { rate: format.bytes(issue.bytesPerSecond) });
      return issue.secondsLeft === null ? rate : t('rateAndTime', { rate, time: minutes(Math.max(1, issue.secondsLeft)) });
    }
    return t(`state.${issue.state}`);
  };
  const tone = issue.state === 'here' ? 'done' : issue.state === 'waiting' || issue.state === 'paused' ? 'waiting' : 'info';
  return { amount, pace: pace(), tone };
}
