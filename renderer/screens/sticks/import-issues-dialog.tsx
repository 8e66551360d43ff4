import { CircleCheck, HardDriveDownload } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallResult } from '../../../contract/ipc/calls.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { Scroll } from '../../components/scroll.tsx';
import { Tag } from '../../components/tag.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useNavigation } from '../../navigation/navigation.tsx';
import { useCall } from '../../state/use-call.ts';
import { Refused } from './refused.tsx';

export interface ImportIssuesDialogProps {
  readonly stick: string;
  readonly found: CallResult<'stick.look'>;
  readonly onClose: () => void;
}

/** What issues are on the stick, and whether to take in what is missing here. */
export function ImportIssuesDialog({ stick, found, onClose }: ImportIssuesDialogProps): ReactNode {
  const { t } = useTranslation('sticks');
  const format = useFormat();
  const { go } = useNavigation();
  const { run, busy, problem } = useCall('stick.importIssues');
  const begin = async (): Promise<void> => {
    const result = await run({ stick });
    if (result.ok) go('stick-work');
  };
  const wanted = found.issues.some((issue) => !issue.here);
  return (
    <Dialog
      title={t('importIssues.title')}
      onClose={onClose}
      actions={
        <>
          <Button initialFocus={!wanted} onPress={onClose}>
            {t('common:cancel')}
          </Button>
          <Button variant="primary" icon={HardDriveDownload} busy={busy} disabled={!wanted} initialFocus={wanted} onPress={() => void begin()}>
            {t('importIssues.begin')}
          </Button>
        </>
      }
    >
      <p>{t(found.issues.length === 0 ? 'importIssues.none' : wanted ? 'importIssues.explain' : 'importIssues.allHere')}</p>
      <Scroll label={t('importIssues.title')} className="stick-found">
        {found.issues.map(({ issue, title, totalBytes, onStickBytes, here }) => (
          <div key={issue} className="stick-found__issue">
            <p className="stick-found__title">{format.text(title)}</p>
            {here ? (
              <Tag icon={CircleCheck} tone="done">
                {t('importIssues.here')}
              </Tag>
            ) : (
              <p className="stick-aside">
                {onStickBytes < totalBytes
                  ? t('importIssues.part', { bytes: format.bytes(onStickBytes), total: format.bytes(totalBytes) })
                  : format.bytes(totalBytes)}
              </p>
            )}
          </div>
        ))}
        <Refused refused={found.refused} />
      </Scroll>
      <ProblemMessage problem={problem} />
    </Dialog>
  );
}
