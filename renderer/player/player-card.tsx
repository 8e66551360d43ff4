import { useId, useLayoutEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { placeFocus } from '../navigation/remembered-focus.ts';

export interface PlayerCardProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly picture?: string | null;
  readonly actions: ReactNode;
}

/** A question or a word over the film, with its answers. Takes the focus while it is there. */
export function PlayerCard({ title, children, picture = null, actions }: PlayerCardProps): ReactNode {
  const root = useRef<HTMLDivElement>(null);
  const name = useId();
  useLayoutEffect(() => {
    if (root.current !== null) placeFocus(root.current, null);
  }, []);
  return (
    <div className="player__shade">
      <div className="player-card" role="alertdialog" aria-modal="true" aria-labelledby={name} ref={root}>
        {picture !== null && <img className="player-card__picture" src={picture} alt="" />}
        <div className="player-card__words">
          <h2 id={name}>{title}</h2>
          {children}
          <div className="player-card__actions">{actions}</div>
        </div>
      </div>
    </div>
  );
}
