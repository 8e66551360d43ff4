import type { ReactNode } from 'react';
import { useFormat } from '../../../i18n/use-format.ts';
import type { ItemOf } from './item-of.ts';
import { pictureOf } from '../picture.ts';
import { StepPicture } from '../step-picture.tsx';
import { Paragraphs } from './paragraphs.tsx';

/** How something is done, step by step. */
export function TechniqueItem({ item }: ItemOf<'technique'>): ReactNode {
  const format = useFormat();
  const whole = pictureOf(item.pictures, 0);
  return (
    <>
      {whole !== null && <StepPicture picture={whole} alt="" className="item__picture" />}
      <Paragraphs text={format.text(item.body)} />
      <ol className="item__steps">
        {item.steps.map((step, index) => (
          <li key={index}>
            <span className="item__step-number" aria-hidden>
              {format.number(index + 1)}
            </span>
            <span>{format.text(step)}</span>
            <Thumbnail item={item} step={index + 1} />
          </li>
        ))}
      </ol>
    </>
  );
}

function Thumbnail({ item, step }: ItemOf<'technique'> & { readonly step: number }): ReactNode {
  const picture = pictureOf(item.pictures, step);
  return picture === null ? null : <StepPicture picture={picture} alt="" className="item__thumbnail" />;
}
