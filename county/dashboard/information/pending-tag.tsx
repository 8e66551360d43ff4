import { useTranslation } from 'react-i18next';
import type { ListedItem } from '../../information/schemas.ts';

/** That an item is not with the terminals as it is here. */
export function PendingTag({ pending }: { readonly pending: ListedItem['pending'] }) {
  const { t } = useTranslation();
  return pending === null ? null : <span className={`tag tag-${pending === 'removed' ? 'gone' : 'waiting'}`}>{t(`information.pending.${pending}`)}</span>;
}
