import type { ReactNode } from 'react';
import { useFormat } from '../../../i18n/use-format.ts';
import type { ItemOf } from './item-of.ts';
import { Paragraphs } from './paragraphs.tsx';

/** How something is done, step by step. */
export function TechniqueItem({ item }: ItemOf<'technique'>): ReactNode {
  const format = useFormat();
  return (
    <>
      <Paragraphs text={format.text(item.body)} />
      <ol className="item__steps">
        {item.steps.map((step, index) => (
          <li key={index}>
            <span className="item__step-number" aria-hidden>
              {format.number(index + 1)}
            </span>
            <span>{format.text(step)}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
