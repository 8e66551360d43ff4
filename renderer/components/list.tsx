import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { focusMarks } from './button.tsx';
import './list.css';

/** Rows one can open, one below the other. Put it into a `.scroll` when it may be longer than the screen. */
export function List({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    <div className="list" role="group" aria-label={label} data-focus-group>
      {children}
    </div>
  );
}

export interface ListRowProps {
  readonly title: string;
  readonly detail?: string;
  readonly icon?: LucideIcon;
  /** At the end of the row: a figure, a date, a tag. */
  readonly end?: ReactNode;
  readonly onPress: () => void;
  readonly focusKey: string;
  readonly initialFocus?: boolean;
}

export function ListRow({ title, detail, icon: Icon, end, onPress, focusKey, initialFocus = false }: ListRowProps): ReactNode {
  return (
    <AriaButton className="list__row" onPress={onPress} {...focusMarks(initialFocus, focusKey)}>
      {Icon !== undefined && <Icon aria-hidden />}
      <span className="list__words">
        <span className="list__title">{title}</span>
        {detail !== undefined && <span className="list__detail">{detail}</span>}
      </span>
      {end !== undefined && <span className="list__end">{end}</span>}
    </AriaButton>
  );
}
