import { Files, NotebookPen } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useNavigation } from '../../navigation/navigation.tsx';
import { useCall } from '../../state/use-call.ts';

export interface ExportRecordsDialogProps {
  readonly stick: string;
  /** Records that the county has not confirmed. */
  readonly waiting: number;
  readonly onClose: () => void;
}

/** Only what the county lacks, or everything that is kept? */
export function ExportRecordsDialog({ stick, waiting, onClose }: ExportRecordsDialogProps): ReactNode {
  const { t } = useTranslation('sticks');
  const format = useFormat();
  const { go } = useNavigation();
  const { run, busy, problem } = useCall('stick.exportRecords');
  const begin = async (all: boolean): Promise<void> => {
    const result = await run({ stick, all });
    if (result.ok) go('stick-work');
  };
  return (
    <Dialog
      title={t('exportRecords.title')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button icon={Files} busy={busy} onPress={() => void begin(true)}>
            {t('exportRecords.all')}
          </Button>
          <Button variant="primary" icon={NotebookPen} busy={busy} initialFocus onPress={() => void begin(false)}>
            {t('exportRecords.unconfirmed', { count: waiting, number: format.number(waiting) })}
          </Button>
        </>
      }
    >
      <p>{t('exportRecords.explain')}</p>
      <p className="stick-aside">{t('exportRecords.allHint')}</p>
      <ProblemMessage problem={problem} />
    </Dialog>
  );
}
