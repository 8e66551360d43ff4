import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import './tag.css';

export interface TagProps {
  readonly children: ReactNode;
  readonly icon?: LucideIcon;
  readonly tone?: 'plain' | 'done' | 'info' | 'waiting' | 'danger';
}

/** A short state or kind beside something. */
export function Tag({ children, icon: Icon, tone = 'plain' }: TagProps): ReactNode {
  return (
    <span className={`tag tag--${tone}`}>
      {Icon !== undefined && <Icon aria-hidden />}
      {children}
    </span>
  );
}
