import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Message, ProblemMessage } from '../../../components/message.tsx';
import { NumberPad } from '../../../components/number-pad.tsx';
import { useCall } from '../../../state/use-call.ts';

/** Forgets this site: asked twice, the second time with the PIN. */
export function WipeDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('upkeep');
  const [sure, setSure] = useState(false);
  const [pin, setPin] = useState('');
  const { run, busy, problem, clearProblem } = useCall('site.wipe');
  const wipe = async (): Promise<void> => {
    if (pin === '' || busy) return;
    await run({ pin });
    setPin('');
  };
  if (!sure) {
    return (
      <Dialog
        title={t('wipe.question')}
        onClose={onClose}
        actions={
          <>
            <Button variant="danger" icon={Trash2} onPress={() => setSure(true)}>
              {t('wipe.go')}
            </Button>
            <Button variant="primary" initialFocus onPress={onClose}>
              {t('wipe.no')}
            </Button>
          </>
        }
      >
        <Message tone="warning" what={t('wipe.what')} safe={t('wipe.safe')} todo={t('wipe.todo')} />
      </Dialog>
    );
  }
  return (
    <Dialog key="pin" full title={t('wipe.second')} onClose={onClose} actions={<Button onPress={onClose}>{t('wipe.no')}</Button>}>
      <div className="lost-pin">
        <div className="lost-pin__words">
          <p>{t('wipe.pin')}</p>
          <ProblemMessage problem={problem} />
        </div>
        <NumberPad
          label={t('operator:pin')}
          value={pin}
          onChange={(digits) => {
            clearProblem();
            setPin(digits);
          }}
          onEnter={() => void wipe()}
          enterLabel={t('wipe.yes')}
          maxLength={12}
          secret
          busy={busy}
          initialFocus="pad"
        />
      </div>
    </Dialog>
  );
}
