import { Angry, Frown, Laugh, Meh, MessageCircleQuestion, Smile } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ViewingId } from '../../../contract/usage/event.ts';
import { Button } from '../../components/button.tsx';
import { useNavigation } from '../../navigation/navigation.tsx';
import { useCall } from '../../state/use-call.ts';
import './rating-row.css';

const faces: readonly { readonly stars: '1' | '2' | '3' | '4' | '5'; readonly icon: LucideIcon }[] = [
  { stars: '1', icon: Angry },
  { stars: '2', icon: Frown },
  { stars: '3', icon: Meh },
  { stars: '4', icon: Smile },
  { stars: '5', icon: Laugh },
];

/** How the hall found it: one touch, or none at all; and a question to the county, if there is one. */
export function RatingRow({ viewing }: { readonly viewing: ViewingId }): ReactNode {
  const { t } = useTranslation('group');
  const { go } = useNavigation();
  const { run, problem } = useCall('group.rate');
  const [given, setGiven] = useState<number | null>(null);
  const rate = async (stars: number): Promise<void> => {
    const result = await run({ viewing, program: null, stars });
    if (result.ok) setGiven(stars);
  };
  return (
    <section className="rating-row" aria-label={t('rating.question')}>
      <p className="rating-row__question" role="status">
        {t(problem !== null ? 'rating.notKept' : given === null ? 'rating.question' : 'rating.thanks')}
      </p>
      <div className="rating-row__faces" role="group" aria-label={t('rating.question')} data-focus-group>
        {faces.map(({ stars, icon }) => (
          <Button key={stars} icon={icon} pressed={given === Number(stars)} focusKey={`stars-${stars}`} onPress={() => void rate(Number(stars))}>
            {t(`rating.word.${stars}`)}
          </Button>
        ))}
        <Button icon={MessageCircleQuestion} variant="quiet" focusKey="ask" onPress={() => go('information-ask', { text: '', search: null })}>
          {t('rating.ask')}
        </Button>
      </div>
    </section>
  );
}
