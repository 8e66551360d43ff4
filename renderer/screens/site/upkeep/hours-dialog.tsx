import { Minus, Plus } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpeningHours } from '../../../../contract/ipc/topics.ts';
import { Button } from '../../../components/button.tsx';
import { Choices } from '../../../components/choices.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { ProblemMessage } from '../../../components/message.tsx';
import { useCall } from '../../../state/use-call.ts';
import { useTopic } from '../../../state/use-topic.ts';

const USUAL: OpeningHours = { from: '08:00', to: '20:00' };

/** One end of the hours moved by half an hours; over midnight it goes on. */
function moved(hours: OpeningHours, end: 'from' | 'to', halfHours: number): OpeningHours {
  const [hour = 0, minute = 0] = hours[end].split(':').map(Number);
  const next = (hour * 60 + minute + halfHours * 30 + 1440) % 1440;
  return { ...hours, [end]: `${String(Math.floor(next / 60)).padStart(2, '0')}:${String(next % 60).padStart(2, '0')}` };
}

/** When the room is open. What is chosen holds at once. */
export function HoursDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('upkeep');
  const { openingHours } = useTopic('app');
  const { run, problem } = useCall('site.setOpeningHours');
  const [chosen, setChosen] = useState(openingHours);
  const choose = async (next: OpeningHours | null): Promise<void> => {
    setChosen(next);
    const result = await run({ openingHours: next });
    if (!result.ok) setChosen(openingHours);
  };
  return (
    <Dialog
      title={t('hours.title')}
      onClose={onClose}
      actions={
        <Button variant="primary" onPress={onClose}>
          {t('close')}
        </Button>
      }
    >
      <p>{t('hours.explain')}</p>
      <Choices
        label={t('hours.title')}
        value={chosen === null ? 'none' : 'some'}
        onChange={(value) => void choose(value === 'none' ? null : (chosen ?? USUAL))}
        options={[
          { value: 'none', label: t('hours.none') },
          { value: 'some', label: t('hours.some') },
        ]}
      />
      {chosen !== null && (
        <div className="upkeep-hours">
          {(['from', 'to'] as const).map((end) => (
            <div key={end} className="upkeep-hour" role="group" aria-label={t(`hours.${end}`)} data-focus-group>
              <span>{t(`hours.${end}`)}</span>
              <Button icon={Minus} focusKey={`${end}-earlier`} label={t(`hours.${end}Earlier`)} onPress={() => void choose(moved(chosen, end, -1))}>
                {t('hours.earlier')}
              </Button>
              <strong role="status">{chosen[end]}</strong>
              <Button icon={Plus} focusKey={`${end}-later`} label={t(`hours.${end}Later`)} onPress={() => void choose(moved(chosen, end, 1))}>
                {t('hours.later')}
              </Button>
            </div>
          ))}
        </div>
      )}
      <ProblemMessage problem={problem} />
    </Dialog>
  );
}
