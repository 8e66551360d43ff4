import { CloudDownload, Settings2 } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Screen } from '../../../components/screen.tsx';
import { VirtualGrid } from '../../../components/virtual-grid.tsx';
import { useNavigation } from '../../../navigation/navigation.tsx';
import { useTopic } from '../../../state/use-topic.ts';
import type { IssueState } from '../../programs/issues.ts';
import { DownloadDialog } from './download-dialog.tsx';
import { DownloadRow } from './download-row.tsx';
import { RoomAndSources } from './room-and-sources.tsx';
import { RulesDialog } from './rules-dialog.tsx';
import './downloads.css';

/** The issues in the order in which they are fetched, and what can be done about each. */
export function DownloadsScreen(): ReactNode {
  const { t } = useTranslation('downloads');
  const { back } = useNavigation();
  const downloads = useTopic('downloads');
  const [open, setOpen] = useState<string | null>(null);
  const [ruling, setRuling] = useState(false);
  const opened = downloads.issues.find(({ issue }) => issue === open);
  return (
    <Screen
      title={t('title')}
      subtitle={t('subtitle')}
      onBack={back}
      actions={
        <Button icon={Settings2} focusKey="rules" initialFocus={downloads.issues.length === 0} onPress={() => setRuling(true)}>
          {t('rules.open')}
        </Button>
      }
    >
      <RoomAndSources downloads={downloads} />
      {downloads.issues.length === 0 ? (
        <EmptyState icon={CloudDownload} title={t('none.title')} hint={t('none.hint')} />
      ) : (
        <VirtualGrid
          className="downloads"
          label={t('title')}
          things={downloads.issues}
          keyOf={idOf}
          draw={(issue, isFirst) => <DownloadRow issue={issue} initialFocus={isFirst} onPress={() => setOpen(issue.issue)} />}
        />
      )}
      {opened !== undefined && <DownloadDialog issue={opened} onClose={() => setOpen(null)} />}
      {ruling && <RulesDialog rules={downloads.rules} onClose={() => setRuling(false)} />}
    </Screen>
  );
}

const idOf = ({ issue }: IssueState): string => issue;
