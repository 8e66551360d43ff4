import { ShieldCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { focusMarks } from '../../../components/button.tsx';
import { ProgressBar } from '../../../components/progress-bar.tsx';
import { Tag } from '../../../components/tag.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { IssueStateTag } from '../../programs/issue-state-tag.tsx';
import { shareOf } from '../../programs/issues.ts';
import type { IssueState } from '../../programs/issues.ts';
import { useDownloadText } from './use-download-text.ts';

export interface DownloadRowProps {
  readonly issue: IssueState;
  readonly onPress: () => void;
  readonly initialFocus?: boolean;
}

/** One issue with its bar; what can be done about it opens by pressing it. All rows are of one height. */
export function DownloadRow({ issue, onPress, initialFocus = false }: DownloadRowProps): ReactNode {
  const { t } = useTranslation('downloads');
  const format = useFormat();
  const text = useDownloadText(issue);
  return (
    <AriaButton className="download-row" onPress={onPress} {...focusMarks(initialFocus, issue.issue)}>
      <span className="download-row__head">
        <span className="download-row__title">{t('programs:issueTitle', { number: issue.number, title: format.text(issue.title) })}</span>
        {issue.kept && (
          <Tag icon={ShieldCheck} tone="done">
            {t('kept')}
          </Tag>
        )}
        <IssueStateTag issue={issue} />
      </span>
      <ProgressBar label={text.pace} value={text.amount} share={shareOf(issue)} tone={text.tone} />
    </AriaButton>
  );
}
