import { Newspaper, Sparkles } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ListRow } from '../../components/list.tsx';
import { Tag } from '../../components/tag.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { IssueStateTag } from './issue-state-tag.tsx';
import type { ListedIssue } from './issues.ts';

export interface IssueRowProps {
  readonly issue: ListedIssue;
  readonly isNew: boolean;
  readonly onPress: () => void;
  readonly initialFocus?: boolean;
}

/** An issue to open, with its state. */
export function IssueRow({ issue, isNew, onPress, initialFocus = false }: IssueRowProps): ReactNode {
  const { t } = useTranslation('programs');
  const format = useFormat();
  return (
    <ListRow
      icon={Newspaper}
      title={t('issueTitle', { number: issue.number, title: format.text(issue.title) })}
      detail={t('issueFacts', { day: format.date(issue.publishedAt), programs: t('count', { count: issue.programs }) })}
      end={
        <>
          {isNew && issue.download?.state !== 'withdrawn' && (
            <Tag tone="done" icon={Sparkles}>
              {t('common:new')}
            </Tag>
          )}
          {issue.download !== null && <IssueStateTag issue={issue.download} />}
        </>
      }
      focusKey={issue.id}
      initialFocus={initialFocus}
      onPress={onPress}
    />
  );
}
