import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { Scroll } from '../../components/scroll.tsx';
import { useTopic } from '../../state/use-topic.ts';
import './warnings.css';

/** Opens everything that the operator should look after; nothing when all is well. */
export function Warnings(): ReactNode {
  const { t } = useTranslation('site');
  const { warnings } = useTopic('status');
  const [open, setOpen] = useState(false);
  if (warnings.length === 0) return null;
  const close = (): void => setOpen(false);
  return (
    <>
      <Button className="warnings-button" icon={TriangleAlert} initialFocus focusKey="warnings" onPress={() => setOpen(true)}>
        {t('warnings.open', { count: warnings.length })}
      </Button>
      {open && (
        <Dialog
          title={t('warnings.open', { count: warnings.length })}
          onClose={close}
          actions={
            <Button variant="primary" initialFocus onPress={close}>
              {t('common:understood')}
            </Button>
          }
        >
          <Scroll label={t('warnings.open', { count: warnings.length })} className="warnings">
            {warnings.map((problem, index) => (
              <ProblemMessage key={`${problem.code}-${index}`} problem={problem} tone="warning" />
            ))}
          </Scroll>
        </Dialog>
      )}
    </>
  );
}
