import { Star } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProgramId } from '../../../contract/programs/program.ts';
import type { ViewingId } from '../../../contract/usage/event.ts';
import { Button } from '../../components/button.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { useCall } from '../../state/use-call.ts';
import './programs.css';

const STARS = ['1', '2', '3', '4', '5'] as const;

/** How a program was, by one touch; another touch changes it. */
export function Rating({ viewing, program }: { readonly viewing: ViewingId; readonly program: ProgramId }): ReactNode {
  const { t } = useTranslation('programs');
  const { run, problem } = useCall('self.rate');
  const [given, setGiven] = useState(0);
  const rate = async (stars: number): Promise<void> => {
    const result = await run({ viewing, program, stars });
    if (result.ok) setGiven(stars);
  };
  return (
    <section className="rating">
      <h2 className="program__heading">{t('rate.question')}</h2>
      <div className="rating__stars" role="group" aria-label={t('rate.question')} data-focus-group>
        {STARS.map((word, index) => (
          <Button
            key={word}
            icon={Star}
            className={index < given ? 'rating__star rating__star--given' : 'rating__star'}
            pressed={index + 1 === given}
            label={`${t('rate.stars', { count: index + 1 })} ${t(`rate.words.${word}`)}`}
            focusKey={`stars-${word}`}
            onPress={() => void rate(index + 1)}
          >
            {t(`rate.words.${word}`)}
          </Button>
        ))}
      </div>
      <p role="status" className="rating__thanks">
        {given > 0 && t('rate.thanks')}
      </p>
      <ProblemMessage problem={problem} />
    </section>
  );
}
