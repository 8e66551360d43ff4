import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import './empty-state.css';

export interface EmptyStateProps {
  readonly icon: LucideIcon;
  /** That there is nothing, said kindly. */
  readonly title: string;
  /** Why, and what will change it. */
  readonly hint: string;
  readonly children?: ReactNode;
}

/** In the place of a list with nothing in it. */
export function EmptyState({ icon: Icon, title, hint, children }: EmptyStateProps): ReactNode {
  return (
    <div className="empty-state" role="status">
      <span className="empty-state__icon">
        <Icon aria-hidden />
      </span>
      <h2>{title}</h2>
      <p className="empty-state__hint">{hint}</p>
      {children}
    </div>
  );
}
