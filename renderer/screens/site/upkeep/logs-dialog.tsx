import { Usb } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Message, ProblemMessage } from '../../../components/message.tsx';
import { useCall } from '../../../state/use-call.ts';
import { useSticks } from '../../sticks/use-sticks.ts';

/** Puts the logs on a stick, for the person who repairs. */
export function LogsDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('upkeep');
  const { sticks, problem: listing } = useSticks();
  const { run, busy, problem } = useCall('site.saveLogs');
  const [file, setFile] = useState<string | null>(null);
  const save = async (stick: string): Promise<void> => {
    const result = await run({ stick });
    if (result.ok) setFile(result.value.file);
  };
  return (
    <Dialog
      title={t('logs.title')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('close')}</Button>
          {file === null &&
            sticks?.map(({ id, name }) => (
              <Button key={id} variant="primary" icon={Usb} busy={busy} initialFocus focusKey={id} onPress={() => void save(id)}>
                {t('logs.save', { name })}
              </Button>
            ))}
        </>
      }
    >
      <p>{t('logs.explain')}</p>
      {sticks?.length === 0 && file === null && <Message tone="info" what={t('logs.plugIn')} />}
      {file !== null && <Message tone="done" what={t('logs.saved')} technical={file} />}
      <ProblemMessage problem={problem ?? listing} />
    </Dialog>
  );
}
