import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import './facts.css';

/** A card of facts that belong together. */
export function Facts({ icon: Icon, title, children }: { readonly icon: LucideIcon; readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <section className="facts">
      <h2 className="facts__title">
        <Icon aria-hidden />
        {title}
      </h2>
      <dl className="facts__list">{children}</dl>
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
