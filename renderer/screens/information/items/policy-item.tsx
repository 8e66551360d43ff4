import { CalendarCheck, CalendarClock, CalendarX, Landmark } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Tag } from '../../../components/tag.tsx';
import type { TagProps } from '../../../components/tag.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { useNow } from '../../../state/use-now.ts';
import { localDay, policyState } from '../policy-state.ts';
import { useDayText } from '../use-day-text.ts';
import type { ItemOf } from './item-of.ts';
import { Paragraphs } from './paragraphs.tsx';

const looks: Readonly<Record<ReturnType<typeof policyState>, { readonly icon: LucideIcon; readonly tone: NonNullable<TagProps['tone']> }>> = {
  'in-force': { icon: CalendarCheck, tone: 'done' },
  coming: { icon: CalendarClock, tone: 'info' },
  over: { icon: CalendarX, tone: 'waiting' },
};

/** A rule or subsidy: since when and until when it holds, and who answers for it. */
export function PolicyItem({ item }: ItemOf<'policy'>): ReactNode {
  const { t } = useTranslation('information');
  const format = useFormat();
  const days = useDayText();
  const state = policyState(item.validFrom, item.validTo, localDay(useNow('minute')));
  const from = days.date(item.validFrom);
  return (
    <>
      <p className="item__facts">
        <Tag icon={looks[state].icon} tone={looks[state].tone}>
          {t(`policy.${state}`)}
        </Tag>
        <Tag>{item.validTo === null ? t('policy.since', { from }) : t('policy.between', { from, to: days.date(item.validTo) })}</Tag>
        <Tag icon={Landmark}>{t('policy.authority', { authority: format.text(item.authority) })}</Tag>
      </p>
      <div className="item__large">
        <Paragraphs text={format.text(item.body)} />
      </div>
    </>
  );
}
