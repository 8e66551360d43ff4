import { LogOut, RotateCw, SkipForward } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../components/button.tsx';
import type { FilmFault } from './film.ts';
import { PlayerCard } from './player-card.tsx';

export interface ProblemCardProps {
  readonly fault: FilmFault;
  readonly title: string;
  readonly onAgain: () => void;
  /** Absent at the last program. */
  readonly onNext: (() => void) | null;
  readonly onExit: () => void;
}

/** What is wrong with a film that does not play, that nothing is lost, and the ways on. */
export function ProblemCard({ fault, title, onAgain, onNext, onExit }: ProblemCardProps): ReactNode {
  const { t } = useTranslation('player');
  return (
    <PlayerCard
      title={t(`fault.${fault}.what`, { title })}
      actions={
        <>
          {onNext !== null && (
            <Button variant="primary" icon={SkipForward} onPress={onNext}>
              {t('next')}
            </Button>
          )}
          <Button icon={RotateCw} onPress={onAgain}>
            {t('again')}
          </Button>
          <Button icon={LogOut} onPress={onExit}>
            {t('exit')}
          </Button>
        </>
      }
    >
      <p>{t('fault.safe')}</p>
      <p className="soft">{t(`fault.${fault}.todo`)}</p>
    </PlayerCard>
  );
}
