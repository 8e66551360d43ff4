import { ArrowLeft, ArrowRight, Check, Maximize2 } from 'lucide-react';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { InformationItem } from '../../../contract/information/item.ts';
import { Button } from '../../components/button.tsx';
import { Screen } from '../../components/screen.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useBack } from '../../navigation/use-back.ts';
import { useNavigation } from '../../navigation/navigation.tsx';
import { useKeptState } from '../../navigation/use-kept.ts';
import { pictureOf } from './picture.ts';
import { ReadAloudButtons } from './read-aloud-buttons.tsx';
import type { InformationScreens } from './routes.ts';
import { StepPicture } from './step-picture.tsx';
import { useReadingTime } from './use-reading-time.ts';
import './information.css';

/** How something is done, one step a page: its picture as large as there is room, and full screen on Enter. */
export function StepsScreen({ item, opening }: InformationScreens['information-steps']): ReactNode {
  useReadingTime(opening);
  return item.kind === 'technique' ? <Steps item={item} /> : null;
}

function Steps({ item }: { readonly item: Extract<InformationItem, { kind: 'technique' }> }): ReactNode {
  const { t } = useTranslation('information');
  const format = useFormat();
  const { back } = useNavigation();
  const [step, setStep] = useKeptState('step', 1);
  const [large, setLarge] = useKeptState('large', false);
  const count = item.steps.length;
  const text = item.steps[step - 1];
  const picture = pictureOf(item.pictures, step);

  useEffect(() => {
    const turn = (event: KeyboardEvent): void => {
      const by = event.key === 'PageDown' ? 1 : event.key === 'PageUp' ? -1 : 0;
      if (by === 0) return;
      event.preventDefault();
      setStep(Math.min(count, Math.max(1, step + by)));
    };
    addEventListener('keydown', turn);
    return () => removeEventListener('keydown', turn);
  }, [count, setStep, step]);

  if (text === undefined) return null;
  const where = t('steps.where', { step: format.number(step), count: format.number(count) });
  return (
    <Screen
      title={format.text(item.title)}
      subtitle={where}
      onBack={back}
      actions={
        <>
          <ReadAloudButtons key={step} texts={[format.text(text)]} />
          <Button icon={ArrowLeft} disabled={step === 1} focusKey="previous" onPress={() => setStep(step - 1)}>
            {t('steps.previous')}
          </Button>
          {step < count ? (
            <Button variant="primary" icon={ArrowRight} initialFocus focusKey="next" onPress={() => setStep(step + 1)}>
              {t('steps.next')}
            </Button>
          ) : (
            <Button variant="primary" icon={Check} initialFocus focusKey="next" onPress={back}>
              {t('steps.done')}
            </Button>
          )}
        </>
      }
    >
      <div className={picture === null ? 'steps' : 'steps steps--pictured'}>
        {picture !== null && (
          <div className="steps__picture">
            <StepPicture picture={picture} alt={format.text(text)} className="steps__image" />
            <Button icon={Maximize2} focusKey="large" onPress={() => setLarge(true)}>
              {t('steps.large')}
            </Button>
          </div>
        )}
        <div className="steps__words" aria-live="polite">
          <p className="steps__number" aria-hidden>
            {format.number(step)}
          </p>
          <p className="steps__text">{format.text(text)}</p>
        </div>
      </div>
      {large && picture !== null && (
        <LargePicture onClose={() => setLarge(false)}>
          <StepPicture picture={picture} alt={format.text(text)} className="steps__whole" />
        </LargePicture>
      )}
    </Screen>
  );
}

/** Fills the screen; Enter or Back makes it small again. */
function LargePicture({ children, onClose }: { readonly children: ReactNode; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('information');
  useBack(onClose);
  useEffect(() => {
    const close = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      event.stopPropagation();
      onClose();
    };
    addEventListener('keydown', close, { capture: true });
    return () => removeEventListener('keydown', close, { capture: true });
  }, [onClose]);
  return (
    <div className="steps__overlay" role="dialog" aria-label={t('steps.large')} onClick={onClose}>
      {children}
      <p className="steps__overlay-hint">{t('steps.small')}</p>
    </div>
  );
}
