import { Coffee, LogOut, Play } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../components/button.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { PlayerCard } from './player-card.tsx';
import type { PlayableProgram } from './playlist.ts';
import { timeText } from './time-text.ts';

const WAIT_SECONDS = 8;

export interface NextCardProps {
  readonly program: PlayableProgram;
  readonly onPlay: () => void;
  readonly onExit: () => void;
  /** Null: no break is offered. */
  readonly onBreak: (() => void) | null;
}

/** What comes next, and a few seconds to say no. */
export function NextCard({ program, onPlay, onExit, onBreak }: NextCardProps): ReactNode {
  const { t } = useTranslation('player');
  const format = useFormat();
  const [left, setLeft] = useState(WAIT_SECONDS);
  const play = useRef(onPlay);
  useEffect(() => {
    play.current = onPlay;
  });
  useEffect(() => {
    const timer = setTimeout(() => {
      if (left > 1) setLeft(left - 1);
      else play.current();
    }, 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return (
    <PlayerCard
      title={t('nextIs', { title: format.text(program.title) })}
      picture={program.posterUrl}
      actions={
        <>
          <Button variant="primary" icon={Play} onPress={onPlay} initialFocus>
            {t('playNow')}
          </Button>
          {onBreak !== null && (
            <Button icon={Coffee} onPress={onBreak}>
              {t('break')}
            </Button>
          )}
          <Button icon={LogOut} onPress={onExit}>
            {t('stopHere')}
          </Button>
        </>
      }
    >
      <p className="soft">{t('length', { length: timeText(program.lengthSeconds) })}</p>
      <p aria-hidden>{t('startsIn', { count: left })}</p>
    </PlayerCard>
  );
}
