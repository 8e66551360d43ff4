import { CircleAlert, LogOut, Play } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProgramId } from '../../contract/programs/program.ts';
import type { LocalizedText } from '../../contract/text.ts';
import type { Segment } from '../../contract/viewing/played-segments.ts';
import { Button } from '../components/button.tsx';
import { LanguageSwitch } from '../components/language-switch.tsx';
import { useFormat, useLanguage } from '../i18n/use-format.ts';
import { useBack } from '../navigation/use-back.ts';
import { useTopicPart } from '../state/use-topic-part.ts';
import { Controls } from './controls.tsx';
import { NextCard } from './next-card.tsx';
import { PlayerCard } from './player-card.tsx';
import { againAt, firstTurn, nextTurn } from './playlist.ts';
import type { Playlist, StartAt, Turn } from './playlist.ts';
import { ProblemCard } from './problem-card.tsx';
import { useArrival } from './use-arrival.ts';
import { nextSubtitles, useSubtitleSize } from './subtitle-size.ts';
import { useControlsShown } from './use-controls-shown.ts';
import { useFilm, useFilmState } from './use-film.ts';
import { useKeys } from './use-keys.ts';
import { useMediaKeys } from './use-media-keys.ts';
import type { MediaKeys } from './use-media-keys.ts';
import { useOutbox } from './use-outbox.ts';
import { mayArrive } from './wait-reason.ts';
import { WaitingNote } from './waiting-note.tsx';
import './player.css';

/** A film that broke off because its bytes have not come is tried again after so long, and twice as long each time. */
const AGAIN_FIRST_MS = 500;
const AGAIN_MOST_MS = 5000;
/** How long leaving waits for the last stretch to be recorded; after that it is recorded in the background. */
const SETTLE_MS = 3000;

export interface PlayerProps {
  readonly programs: Playlist;
  readonly startAt: StartAt;
  /** `group`: leaving is asked about, and the speed stays as it is. */
  readonly mode: 'group' | 'self';
  /** Records a stretch that was really played. Called again with the same stretch after it rejected, until it resolves. */
  readonly onPlayed: (program: ProgramId, segment: Segment) => Promise<void>;
  readonly onProgramFinished?: (program: ProgramId) => void;
  /** After the last program; what was played has been recorded, or could not be within three seconds. */
  readonly onFinished: () => void;
  /** Somebody left before the end; as for `onFinished`. */
  readonly onExit: () => void;
  /** Offered between two programs: a break before `next`; as for `onFinished`. */
  readonly onBreak?: (next: ProgramId) => void;
  /** What one may go on to after the last program; it plays when somebody asks for it, or when that one is broken. */
  readonly after?: { readonly title: LocalizedText; readonly onPlay: () => void } | null;
  /** Stands at the top beside the title while the controls are shown. */
  readonly overlay?: ReactNode;
}

/** Plays programs one after another over the whole window, and tells what was really played of them. */
export function Player(props: PlayerProps): ReactNode {
  const { programs, mode, overlay } = props;
  const { t } = useTranslation('player');
  const format = useFormat();
  const language = useLanguage();
  const latest = useRef(props);
  const mounted = useRef(false);
  /** Whether the film ran when leaving was asked about. */
  const ranBefore = useRef(false);
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);

  const [turn, setTurn] = useState(() => firstTurn(programs, props.startAt));
  const [step, setStep] = useState<'film' | 'next' | 'asking' | 'leaving'>('film');
  const { outbox, recording } = useOutbox(props.onPlayed);
  const next = nextTurn(programs, turn);
  const loudest = useTopicPart('app', ({ volumeLimit }) => volumeLimit);

  const { film, host } = useFilm(turn, language, loudest, {
    played: (program, segment) => outbox.add(program.id, segment),
    ended: (ended) => {
      props.onProgramFinished?.(ended.program.id);
      if (nextTurn(programs, ended) === null) leave(() => latest.current.onFinished());
      else setStep('next');
    },
  });
  const state = useFilmState(film);
  const arrival = useArrival(turn.program.id);
  // Bytes that may still come: the film is not broken, it waits.
  const stalled = step === 'film' && state?.fault === 'missing' && mayArrive(arrival.reason);
  const fault = step === 'film' && !stalled ? (state?.fault ?? null) : null;
  const controllable = step === 'film' && fault === null;
  const { shown: awake, wake } = useControlsShown(controllable && state?.paused === false);
  const shown = controllable && awake;

  const tryAgain = useEffectEvent(() => {
    if (film !== null && state !== null) setTurn(againAt(turn, state.position, film.rests()));
  });
  const tries = useRef(0);
  const plays = state?.fault === null && !state.waiting;
  useEffect(() => {
    if (plays) tries.current = 0;
  }, [plays]);
  useEffect(() => {
    if (!stalled) return undefined;
    const timer = setTimeout(tryAgain, Math.min(AGAIN_FIRST_MS * 2 ** tries.current, AGAIN_MOST_MS));
    tries.current += 1;
    return () => clearTimeout(timer);
  }, [stalled, turn]);

  const take = (wanted: Turn): void => {
    wake();
    setStep('film');
    setTurn(wanted);
  };
  const leave = (then: () => void): void => {
    setStep('leaving');
    film?.dispose();
    void outbox.settle(SETTLE_MS).then(() => {
      // Whoever took the player away meanwhile has gone on already.
      if (mounted.current) then();
    });
  };
  const exit = (): void => leave(() => latest.current.onExit());
  const askToExit = (): void => {
    if (mode === 'self' || !controllable) {
      exit();
      return;
    }
    ranBefore.current = state?.paused === false;
    film?.pause();
    setStep('asking');
  };
  const stay = (): void => {
    wake();
    setStep('film');
    if (ranBefore.current) film?.play();
  };
  const back = { film: askToExit, next: exit, asking: stay, leaving: () => undefined };
  useBack(back[step]);

  const { after = null } = props;
  const onNext = next !== null ? () => take(next) : after !== null ? () => leave(() => latest.current.after?.onPlay()) : null;
  const [size, setSize] = useSubtitleSize();
  const keys: MediaKeys = {
    toggle: () => controllable && film?.toggle(),
    play: () => controllable && film?.play(),
    pause: () => controllable && film?.pause(),
    jumpBy: (seconds) => controllable && film?.jumpBy(seconds),
    next: () => controllable && onNext?.(),
    begin: () => controllable && film?.jumpTo(0),
    louder: (by) => film?.setVolume(film.snapshot().volume + by),
    subtitles: () => film?.setSubtitles(nextSubtitles(film.snapshot().subtitles, turn.program.subtitles.map((each) => each.language))),
  };
  useMediaKeys(keys);
  const { root } = useKeys({ active: controllable, shown: shown && film !== null, keys, wake });

  return (
    <main
      className={shown || !controllable ? 'player' : 'player player--quiet'}
      data-theme="dark"
      ref={root}
      tabIndex={-1}
      aria-label={t('playing', { title: format.text(turn.program.title) })}
      onPointerMove={wake}
      onPointerDown={wake}
    >
      <div className="player__film" ref={host} onClick={() => keys.toggle()} />
      {controllable && state !== null && state.lines.length > 0 && (
        <p className={`player__subtitles player__subtitles--${size}${shown ? ' player__subtitles--lifted' : ''}`} lang={state.subtitles ?? language}>
          {state.lines.map((line, index) => (
            <span key={index}>{line}</span>
          ))}
        </p>
      )}
      {controllable && (stalled || state?.waiting === true) && <WaitingNote arrival={arrival} />}
      <div className="player__controls" inert={!shown}>
        <header className="player__top">
          <div className="player__titles">
            <h1 className="player__title">{format.text(turn.program.title)}</h1>
            {programs.length > 1 && <p className="soft">{t('placeInList', { place: turn.index + 1, count: programs.length })}</p>}
          </div>
          <div className="player__corner">
            {overlay}
            <LanguageSwitch />
          </div>
        </header>
        {film !== null && state !== null && (
          <Controls
            film={film}
            state={state}
            subtitles={turn.program.subtitles.map((each) => each.language)}
            size={size}
            onSize={setSize}
            withRate={mode === 'self'}
            onNext={onNext}
            onExit={askToExit}
          />
        )}
      </div>
      {recording !== 'fine' && (
        <p className="player__warning" role="status">
          <CircleAlert aria-hidden />
          {t(`recording.${recording}`)}
        </p>
      )}
      {step === 'next' && next !== null && <NextCard
          program={next.program}
          onPlay={() => take(next)}
          onExit={exit}
          onBreak={props.onBreak === undefined ? null : () => leave(() => latest.current.onBreak?.(next.program.id))}
        />}
      {step === 'asking' && (
        <PlayerCard
          title={t('leaveQuestion')}
          actions={
            <>
              <Button variant="primary" icon={Play} onPress={stay} initialFocus>
                {t('goOn')}
              </Button>
              <Button icon={LogOut} onPress={exit}>
                {t('leave')}
              </Button>
            </>
          }
        >
          <p>{t('leaveSafe')}</p>
        </PlayerCard>
      )}
      {step === 'leaving' && (
        <p className="player__waiting" role="status">
          {t('saving')}
        </p>
      )}
      {fault !== null && state !== null && (
        <ProblemCard
          fault={fault}
          title={format.text(turn.program.title)}
          onAgain={() => take(againAt(turn, state.position))}
          onNext={onNext}
          onExit={exit}
        />
      )}
    </main>
  );
}
