import { CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Figures } from '../../../contract/http.ts';
import { invalidReasons } from '../../../contract/viewing/validity.ts';
import { useLanguage } from '../i18n/use-language.ts';

/** Viewings that are recorded and do not count, by reason. */
export function NotCounted({ notCounted }: { readonly notCounted: Figures['notCounted'] }) {
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
                <td className="number">{numbers.format(group)}</td>
                <td className="number">{numbers.format(self)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
