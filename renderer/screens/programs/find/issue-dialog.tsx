import { Layers } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { VirtualGrid } from '../../../components/virtual-grid.tsx';
import { useIsNew } from '../../../state/use-is-new.ts';
import { usePrograms } from '../../../state/use-programs.ts';
import { useTopic } from '../../../state/use-topic.ts';
import { IssueRow } from '../issue-row.tsx';
import { issuesOf } from '../issues.ts';
import type { ListedIssue } from '../issues.ts';

export interface IssueDialogProps {
  /** Told the issue's id; null for all issues. */
  readonly onChoose: (issue: string | null) => void;
  readonly onClose: () => void;
}

/** Which issue's programs are to be seen. */
export function IssueDialog({ onChoose, onClose }: IssueDialogProps): ReactNode {
  const { t } = useTranslation('programs');
  const isNew = useIsNew();
  const issues = issuesOf(usePrograms(), useTopic('downloads')).filter(({ programs }) => programs > 0);
  return (
    <Dialog
      full
      title={t('find.whichIssue')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button icon={Layers} onPress={() => onChoose(null)}>
            {t('find.everyIssue')}
          </Button>
        </>
      }
    >
      <VirtualGrid
        className="issue-list"
        label={t('find.whichIssue')}
        things={issues}
        keyOf={idOf}
        draw={(issue, isFirst) => <IssueRow issue={issue} isNew={isNew(issue.publishedAt)} initialFocus={isFirst} onPress={() => onChoose(issue.id)} />}
      />
    </Dialog>
  );
}

const idOf = (issue: ListedIssue): string => issue.id;
