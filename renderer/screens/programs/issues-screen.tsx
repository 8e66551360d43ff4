import { Newspaper } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { Screen } from '../../components/screen.tsx';
import { useToast } from '../../components/toast.tsx';
import { VirtualGrid } from '../../components/virtual-grid.tsx';
import { useNavigation } from '../../navigation/navigation.tsx';
import { useIsNew } from '../../state/use-is-new.ts';
import { usePrograms } from '../../state/use-programs.ts';
import { useTopic } from '../../state/use-topic.ts';
import { IssueRow } from './issue-row.tsx';
import { issuesOf } from './issues.ts';
import type { ListedIssue } from './issues.ts';
import { WhoWatches } from './who-watches.tsx';
import './find/finder.css';

/** All issues, the latest first, with how much of each is here. */
export function IssuesScreen(): ReactNode {
  const { t } = useTranslation('programs');
  const { go, back } = useNavigation();
  const toast = useToast();
  const isNew = useIsNew();
  const issues = issuesOf(usePrograms(), useTopic('downloads'));
  const open = (issue: ListedIssue): void => {
    if (issue.programs > 0) go('program-list', { category: null, topic: null, issue: issue.id });
    else toast(t('issueEmpty'));
  };
  return (
    <Screen title={t('issuesTitle')} subtitle={t('issuesCount', { count: issues.length })} onBack={back} actions={<WhoWatches />}>
      {issues.length === 0 ? (
        <EmptyState icon={Newspaper} title={t('none.title')} hint={t('none.hint')} />
      ) : (
        <VirtualGrid
          className="issue-list"
          label={t('issuesTitle')}
          things={issues}
          keyOf={idOf}
          draw={(issue, isFirst) => <IssueRow issue={issue} isNew={isNew(issue.publishedAt)} initialFocus={isFirst} onPress={() => open(issue)} />}
        />
      )}
    </Screen>
  );
}

const idOf = (issue: ListedIssue): string => issue.id;
