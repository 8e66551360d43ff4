import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { focusMarks } from './button.tsx';
import './tile.css';

export interface TileProps {
  readonly icon: LucideIcon;
  readonly title: string;
  /** One line on what one finds behind it. */
  readonly hint?: string;
  /** Colour of the icon's ground; `main` is red all over, for the one tile that matters most. */
  readonly colour?: 'main' | 'danger' | 'done' | 'info' | 'waiting' | 'plain';
  /** Pictures at its end. */
  readonly end?: ReactNode;
  readonly onPress: () => void;
  readonly initialFocus?: boolean;
  readonly focusKey?: string;
  readonly className?: string;
}

/** A large way into something. */
export function Tile({ icon: Icon, title, hint, colour = 'danger', end, onPress, initialFocus = false, focusKey, className }: TileProps): ReactNode {
  return (
    <AriaButton className={['tile', `tile--${colour}`, className ?? ''].join(' ').trim()} onPress={onPress} {...focusMarks(initialFocus, focusKey)}>
      <span className="tile__icon">
        <Icon aria-hidden />
      </span>
      <span className="tile__words">
        <span className="tile__title">{title}</span>
        {hint !== undefined && <span className="tile__hint">{hint}</span>}
      </span>
      {end}
    </AriaButton>
  );
}
