import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { InformationHit } from '../../../contract/ipc/calls.ts';
import { List, ListRow } from '../../components/list.tsx';
import { Tag } from '../../components/tag.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { kindLooks } from './kinds.ts';
import { STALE_DAYS } from './price-chart.ts';
import { useDayText } from './use-day-text.ts';
import { useGrowing } from './use-growing.ts';
import { usePriceText } from './use-price-text.ts';

export interface HitListProps {
  readonly label: string;
  /** Names what is listed: a query, a kind. */
  readonly list: string;
  readonly hits: readonly InformationHit[];
  readonly onOpen: (hit: InformationHit) => void;
  /** Leaves out the kind where all are of one. */
  readonly oneKind?: boolean;
  readonly initialFocus?: boolean;
}

/** Items as one finds them: kind, title, who says so and how long ago, and for a price the figure itself. */
export function HitList({ label, list, hits, onOpen, oneKind = false, initialFocus = false }: HitListProps): ReactNode {
  const { t } = useTranslation('information');
  const format = useFormat();
  const days = useDayText();
  const price = usePriceText();
  const { count, end } = useGrowing(list);
  return (
    <List label={label}>
      {hits.slice(0, count).map((hit, index) => (
        <ListRow
          key={hit.id}
          focusKey={hit.id}
          icon={kindLooks[hit.kind].icon}
          title={format.text(hit.title)}
          detail={t(oneKind ? 'fromAndDay' : 'kindFromAndDay', { kind: t(`kind.${hit.kind}`), from: format.text(hit.from), day: days.age(hit.date) })}
          initialFocus={initialFocus && index === 0}
          onPress={() => onOpen(hit)}
          end={
            hit.price !== null && (
              <span className="information__price">
                {days.since(hit.date) > STALE_DAYS && <Tag tone="waiting">{t('price.staleShort')}</Tag>} <strong>{price(hit.price.value)}</strong> {format.text(hit.price.unit)}
              </span>
            )
          }
        />
      ))}
      {count < hits.length && <span ref={end} />}
    </List>
  );
}
