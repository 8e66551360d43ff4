import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { InformationItem } from '../../../contract/information/item.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTopic } from '../../state/use-topic.ts';
import { Paragraphs } from './items/paragraphs.tsx';
import { pictureOf } from './picture.ts';
import { StepPicture } from './step-picture.tsx';
import { useDayText } from './use-day-text.ts';
import { usePriceText } from './use-price-text.ts';

/** An item as it is printed: black on white, nothing of the screen. It is there for paper alone. */
export function ItemPaper({ item }: { readonly item: InformationItem }): ReactNode {
  const { t } = useTranslation('information');
  const format = useFormat();
  const days = useDayText();
  const { enrolment } = useTopic('app');
  return (
    <article className="item-paper" aria-hidden>
      <p className="item-paper__head">
        <span>{enrolment === null ? t('title') : format.text(enrolment.site.name)}</span>
        <span>{t(`kind.${item.kind}`)}</span>
      </p>
      <h1>{format.text(item.title)}</h1>
      <Facts item={item} />
      <Paragraphs text={format.text(item.body)} />
      {item.kind === 'technique' && (
        <ol>
          {item.steps.map((step, index) => {
            const picture = pictureOf(item.pictures, index + 1);
            return (
              <li key={index}>
                {format.text(step)}
                {picture !== null && <StepPicture picture={picture} alt="" className="item-paper__picture" />}
              </li>
            );
          })}
        </ol>
      )}
      <p className="item-paper__foot">
        {t('source', { source: format.text(item.source) })} · {t('asOf', { date: days.full(item.date) })}
        {item.expires !== null && ` · ${t('validTo', { date: days.full(item.expires) })}`}
      </p>
    </article>
  );
}

/** What of an item is a figure or a name rather than a text. */
function Facts({ item }: { readonly item: InformationItem }): ReactNode {
  const { t } = useTranslation('information');
  const format = useFormat();
  const days = useDayText();
  const price = usePriceText();
  switch (item.kind) {
    case 'market-price':
      return (
        <>
          <p className="item-paper__figure">
            {price(item.price)} {format.text(item.unit)}
          </p>
          <p>{format.text(item.market)}</p>
          {item.series.length > 1 && (
            <table>
              <tbody>
                {item.series.slice(-12).map((point) => (
                  <tr key={point.date}>
                    <th scope="row">{days.full(point.date)}</th>
                    <td>{price(point.price)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </>
      );
    case 'supply-demand':
      return (
        <p className="item-paper__figure">
          {format.text(item.contact.name)} {item.contact.phone}
        </p>
      );
    case 'contact':
      return (
        <>
          <p className="item-paper__figure">{item.phone}</p>
          <p>{t('contact.hours', { hours: format.text(item.hours) })}</p>
          <p>{t('contact.address', { address: format.text(item.address) })}</p>
        </>
      );
    case 'policy':
      return <p>{t('policy.authority', { authority: format.text(item.authority) })}</p>;
    case 'technique':
      return null;
  }
}
