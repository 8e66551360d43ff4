import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.tsx';
import { Choices } from '../../../components/choices.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { ProblemMessage } from '../../../components/message.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { useCall } from '../../../state/use-call.ts';
import { useTopic } from '../../../state/use-topic.ts';

const LIMITS = [0.25, 0.5, 0.75, 1] as const;

/** The loudest that films play here. What is chosen holds at once. */
export function VolumeDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('upkeep');
  const format = useFormat();
  const { volumeLimit } = useTopic('app');
  const { run, problem } = useCall('site.setVolumeLimit');
  const [chosen, setChosen] = useState(volumeLimit);
  const choose = async (limit: number): Promise<void> => {
    setChosen(limit);
    const result = await run({ volumeLimit: limit });
    if (!result.ok) setChosen(volumeLimit);
  };
  return (
    <Dialog
      title={t('volume.title')}
      onClose={onClose}
      actions={
        <Button variant="primary" onPress={onClose}>
          {t('close')}
        </Button>
      }
    >
      <p>{t('volume.explain')}</p>
      <Choices label={t('volume.title')} value={String(chosen)} onChange={(value) => void choose(Number(value))} options={LIMITS.map((limit) => ({ value: String(limit), label: format.share(limit) }))} />
      <ProblemMessage problem={problem} />
    </Dialog>
  );
}
