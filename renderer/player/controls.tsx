import { ALargeSmall, Captions, CaptionsOff, Gauge, LogOut, Pause, Play, RotateCcw, RotateCw, SkipForward, Volume1, Volume2 } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../contract/text.ts';
import { useFormat } from '../i18n/use-format.ts';
import type { Film, FilmState } from './film.ts';
import { PositionBar } from './position-bar.tsx';
import { following, nextSubtitles, subtitleSizes } from './subtitle-size.ts';
import type { SubtitleSize } from './subtitle-size.ts';
import { VOLUME_STEP } from './use-media-keys.ts';

const RATES = [0.75, 1, 1.25, 1.5, 2] as const;

export interface ControlsProps {
  readonly film: Film;
  readonly state: FilmState;
  /** Languages in which this film has subtitles. */
  readonly subtitles: readonly Language[];
  readonly size: SubtitleSize;
  readonly onSize: (size: SubtitleSize) => void;
  /** Whether the speed may be chosen. */
  readonly withRate: boolean;
  /** Absent at the last program. */
  readonly onNext: (() => void) | null;
  readonly onExit: () => void;
}

/** The position bar and one row of buttons under it. */
export function Controls({ film, state, subtitles, size, onSize, withRate, onNext, onExit }: ControlsProps): ReactNode {
  const { t } = useTranslation('player');
  const format = useFormat();
  const language = state.subtitles;
  const languageName = (each: Language): string => t('common:language.name', { lng: each });
  return (
    <div className="controls">
      <PositionBar
        position={state.position}
        lengthSeconds={state.lengthSeconds}
        loaded={state.loaded}
        onJumpTo={(position) => film.jumpTo(position)}
        onJumpBy={(seconds) => film.jumpBy(seconds)}
      />
      <div className="controls__row">
        <ControlButton icon={RotateCcw} word={t('back10')} onPress={() => film.jumpBy(-10)} />
        <ControlButton
          main
          icon={state.paused ? Play : Pause}
          word={state.paused ? t('play') : t('pause')}
          onPress={() => film.toggle()}
          focusKey="play"
        />
        <ControlButton icon={RotateCw} word={t('forward10')} onPress={() => film.jumpBy(10)} />
        {onNext !== null && <ControlButton icon={SkipForward} word={t('next')} onPress={onNext} />}
        <span className="controls__gap" />
        <ControlButton icon={Volume1} word={t('quieter')} onPress={() => film.setVolume(state.volume - VOLUME_STEP)} />
        <span className="controls__level" role="status" aria-label={t('volume', { share: format.share(state.volume) })}>
          {format.share(state.volume)}
        </span>
        <ControlButton icon={Volume2} word={t('louder')} onPress={() => film.setVolume(state.volume + VOLUME_STEP)} />
        <span className="controls__gap" />
        {subtitles.length > 0 && (
          <ControlButton
            icon={language === null ? CaptionsOff : Captions}
            word={language === null ? t('subtitlesOff') : t('subtitlesIn', { language: languageName(language) })}
            onPress={() => film.setSubtitles(nextSubtitles(language, subtitles))}
          />
        )}
        {language !== null && (
          <ControlButton icon={ALargeSmall} word={t(`subtitleSize.${size}`)} onPress={() => onSize(following(subtitleSizes, size) ?? 'normal')} />
        )}
        {withRate && (
          <ControlButton
            icon={Gauge}
            word={t('rate', { rate: state.rate })}
            onPress={() => film.setRate(following<number>(RATES, state.rate) ?? 1)}
          />
        )}
        <ControlButton icon={LogOut} word={t('exit')} onPress={onExit} />
      </div>
    </div>
  );
}

interface ControlButtonProps {
  readonly icon: LucideIcon;
  readonly word: string;
  readonly onPress: () => void;
  readonly main?: boolean;
  readonly focusKey?: string;
}

function ControlButton({ icon: Icon, word, onPress, main = false, focusKey }: ControlButtonProps): ReactNode {
  return (
    <AriaButton className={main ? 'control control--main' : 'control'} onPress={onPress} data-focus-key={focusKey}>
      <Icon aria-hidden />
      <span className="control__word">{word}</span>
    </AriaButton>
  );
}
