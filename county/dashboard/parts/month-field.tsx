import { useTranslation } from 'react-i18next';

/** A month to choose, `2026-11`. */
export function MonthField({ month, onChange }: { readonly month: string; readonly onChange: (month: string) => void }) {
  const { t } = useTranslation();
  return (
    <label className="month">
      {t('monthly.month')}
      <input type="month" value={month} required onChange={(event) => /^\d{4}-\d{2}$/.test(event.target.value) && onChange(event.target.value)} />
    </label>
  );
}

/** The month before the one of this moment: the last that is over. */
export function lastMonth(now: Date): string {
  const first = new Date(now.getFullYear(), now.getMonth() - 1, 1);
  return `${first.getFullYear()}-${String(first.getMonth() + 1).padStart(2, '0')}`;
}
