import { CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Figures, SummaryQuery } from '../../../contract/http.ts';
import { invalidReasons } from '../../../contract/viewing/validity.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { listAddress } from '../register/register-address.ts';

/** Viewings that are recorded and do not count, by reason. */
export function NotCounted({ notCounted, query }: { readonly notCounted: Figures['notCounted']; readonly query: SummaryQuery }) {
  const { t } = useTranslation();
  const numbers = new Intl.NumberFormat(useLanguage());
  const rows = invalidReasons
    .map((reason) => ({ reason, group: notCounted.groupViewings[reason] ?? 0, self: notCounted.selfViewings[reason] ?? 0 }))
    .filter(({ group, self }) => group + self > 0);
  return (
    <section>
      <h2>{t('notCounted.title')}</h2>
      {rows.length === 0 ? (
        <p className="note note-done">
          <CircleCheck aria-hidden />
          {t('notCounted.none')}
        </p>
      ) : (
        <table className="not-counted">
          <thead>
            <tr>
              <th scope="col">{t('notCounted.reason')}</th>
              <th scope="col" className="number">
                {t('notCounted.groupViewings')}
              </th>
              <th scope="col" className="number">
                {t('notCounted.selfViewings')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ reason, group, self }) => (
              <tr key={reason}>
                <th scope="row">{t(`notCounted.${reason}`)}</th>
                <td className="number">{group === 0 ? 0 : <a href={listAddress('group', { ...query, reason })}>{numbers.format(group)}</a>}</td>
                <td className="number">{self === 0 ? 0 : <a href={listAddress('self', { ...query, reason })}>{numbers.format(self)}</a>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
