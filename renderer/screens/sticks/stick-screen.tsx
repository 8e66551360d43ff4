import { HardDriveDownload, HardDriveUpload, MailCheck, NotebookPen } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallResult } from '../../../contract/ipc/calls.ts';
import type { Problem } from '../../../contract/problem.ts';
import { ProblemDialog } from '../../components/problem-dialog.tsx';
import { Screen } from '../../components/screen.tsx';
import { Tile } from '../../components/tile.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useNavigation } from '../../navigation/navigation.tsx';
import { useCall } from '../../state/use-call.ts';
import { useTopic } from '../../state/use-topic.ts';
import { ExportRecordsDialog } from './export-records-dialog.tsx';
import { Gone } from './gone.tsx';
import { ImportIssuesDialog } from './import-issues-dialog.tsx';
import type { ChosenStick } from './routes.ts';
import { useStick } from './use-sticks.ts';
import { wholeIssues } from './whole-issues.ts';
import { WorkNote } from './work-note.tsx';
import './sticks.css';

/** What to do with a stick: four things, each with what it would do now. */
export function StickScreen(chosen: ChosenStick): ReactNode {
  const { t } = useTranslation('sticks');
  const format = useFormat();
  const { go, back } = useNavigation();
  const stick = useStick(chosen.id);
  const { journal } = useTopic('status');
  const here = wholeIssues(useTopic('downloads'));
  const [found, setFound] = useState<CallResult<'stick.look'> | null>(null);
  const [asked, setAsked] = useState<'records' | 'issues' | null>(null);
  const [refusal, setRefusal] = useState<Problem | null>(null);
  const look = useCall('stick.look');
  const takeReceipts = useCall('stick.importReceipts');
  const { run: runLook } = look;
  useEffect(() => {
    void runLook({ stick: chosen.id }).then((result) => setFound(result.ok ? result.value : null));
  }, [runLook, chosen.id]);

  if (stick === 'gone') return <Gone />;
  /** What is written on the stick needs one that can be written to. */
  const writing = (open: () => void): void => {
    if (stick?.readOnly === true) setRefusal({ code: 'stick-read-only', data: {} });
    else open();
  };
  const importReceipts = async (): Promise<void> => {
    const result = await takeReceipts.run({ stick: chosen.id });
    if (result.ok) go('stick-work');
    else setRefusal(result.problem);
  };
  const waiting = Math.max(0, journal.last - journal.confirmed);
  const hint = (words: (there: CallResult<'stick.look'>) => string): string => (found === null ? t(look.busy ? 'looking' : 'notLooked') : words(found));
  return (
    <Screen
      title={chosen.name}
      subtitle={stick === null ? undefined : t('room', { free: format.bytes(stick.freeBytes), total: format.bytes(stick.totalBytes) })}
      onBack={back}
      actions={<WorkNote />}
    >
      <div className="stick-actions">
        <Tile
          icon={NotebookPen}
          focusKey="export-records"
          initialFocus
          title={t('exportRecords.title')}
          hint={t('exportRecords.hint', { count: waiting, number: format.number(waiting) })}
          onPress={() => writing(() => setAsked('records'))}
        />
        <Tile
          icon={MailCheck}
          colour="done"
          focusKey="import-receipts"
          title={t('importReceipts.title')}
          hint={hint(({ receipts }) => t('importReceipts.hint', { count: receipts, number: format.number(receipts) }))}
          onPress={() => void importReceipts()}
        />
        <Tile
          icon={HardDriveDownload}
          colour="info"
          focusKey="import-issues"
          title={t('importIssues.title')}
          hint={hint(({ issues }) => {
            const fresh = issues.filter((issue) => !issue.here).length;
            return format.sentences([t('importIssues.hint', { count: issues.length }), issues.length === 0 ? '' : t('importIssues.fresh', { count: fresh })]);
          })}
          onPress={() => setAsked('issues')}
        />
        <Tile
          icon={HardDriveUpload}
          colour="waiting"
          focusKey="export-issues"
          title={t('exportIssues.title')}
          hint={t('exportIssues.hint', { count: here.length })}
          onPress={() => writing(() => go('stick-issues', chosen))}
        />
      </div>
      {asked === 'records' && <ExportRecordsDialog stick={chosen.id} waiting={waiting} onClose={() => setAsked(null)} />}
      {asked === 'issues' && found !== null && <ImportIssuesDialog stick={chosen.id} found={found} onClose={() => setAsked(null)} />}
      <ProblemDialog title={t('notDone')} problem={refusal ?? look.problem} onClose={() => (refusal === null ? look.clearProblem() : setRefusal(null))} />
    </Screen>
  );
}
