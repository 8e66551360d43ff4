import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import './facts.css';

export interface FactsProps {
  readonly icon: LucideIcon;
  readonly title: string;
  /** What one may do about them. */
  readonly note?: string | undefined;
  readonly children: ReactNode;
}

/** A card of facts that belong together. */
export function Facts({ icon: Icon, title, note, children }: FactsProps): ReactNode {
  return (
    <section className="facts">
      <h2 className="facts__title">
        <Icon aria-hidden />
        {title}
      </h2>
      <dl className="facts__list">{children}</dl>
      {note !== undefined && <p className="facts__note">{note}</p>}
    </section>
  );
}

/** One fact: what it is about, and how it stands. */
export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <div className="facts__fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
