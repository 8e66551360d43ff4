import { useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Segment } from '../../contract/viewing/played-segments.ts';
import { timeText } from './time-text.ts';

export interface PositionBarProps {
  /** Media seconds. */
  readonly position: number;
  readonly lengthSeconds: number;
  /** What can be played at once. */
  readonly loaded: readonly Segment[];
  readonly onJumpTo: (position: number) => void;
  readonly onJumpBy: (seconds: number) => void;
}

const STEP_SECONDS = 10;
const PAGE_SECONDS = 60;

/** Where the film is, and the way to another place in it: by arrows in steps of ten seconds, or by hand. */
export function PositionBar({ position, lengthSeconds, loaded, onJumpTo, onJumpBy }: PositionBarProps): ReactNode {
  const { t } = useTranslation('player');
  const track = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const shown = Math.min(dragged ?? position, lengthSeconds);
  const share = lengthSeconds > 0 ? shown / lengthSeconds : 0;

  const placeOf = (event: PointerEvent): number => {
    const box = track.current?.getBoundingClientRect();
    if (box === undefined || box.width === 0) return position;
    return Math.max(0, Math.min(1, (event.clientX - box.left) / box.width)) * lengthSeconds;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: -STEP_SECONDS,
      ArrowRight: STEP_SECONDS,
      PageDown: -PAGE_SECONDS,
      PageUp: PAGE_SECONDS,
      Home: -lengthSeconds,
      End: lengthSeconds,
    };
    const seconds = steps[event.key];
    if (seconds === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    onJumpBy(seconds);
  };

  return (
    <div className="position-bar">
      <span className="position-bar__time">{timeText(shown)}</span>
      <div
        ref={track}
        className="position-bar__track"
        role="slider"
        tabIndex={0}
        aria-label={t('position')}
        aria-valuemin={0}
        aria-valuemax={Math.round(lengthSeconds)}
        aria-valuenow={Math.round(shown)}
        aria-valuetext={t('positionOf', { position: timeText(shown), length: timeText(lengthSeconds) })}
        data-focus-key="position"
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setDragged(placeOf(event));
        }}
        onPointerMove={(event) => {
          if (dragged !== null) setDragged(placeOf(event));
        }}
        onPointerUp={(event) => {
          if (dragged === null) return;
          onJumpTo(placeOf(event));
          setDragged(null);
        }}
        onPointerCancel={() => setDragged(null)}
      >
        <div className="position-bar__rail">
          {lengthSeconds > 0 &&
            loaded.map(([from, to]) => (
              <div
                key={from}
                className="position-bar__loaded"
                style={{ insetInlineStart: `${(from / lengthSeconds) * 100}%`, inlineSize: `${((to - from) / lengthSeconds) * 100}%` }}
              />
            ))}
          <div className="position-bar__done" style={{ inlineSize: `${share * 100}%` }} />
        </div>
        <div className="position-bar__knob" style={{ insetInlineStart: `${share * 100}%` }} />
      </div>
      <span className="position-bar__time">{timeText(lengthSeconds)}</span>
    </div>
  );
}
