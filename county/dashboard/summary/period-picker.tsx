import { useTranslation } from 'react-i18next';
import { periodKinds } from './period.ts';
import type { Period } from './period.ts';

interface PeriodPickerProps {
  readonly period: Period;
  readonly onChange: (period: Period) => void;
  /** The days cannot be asked for: the end is before the beginning. */
  readonly wrong: boolean;
}

export function PeriodPicker({ period, onChange, wrong }: PeriodPickerProps) {
  const { t } = useTranslation();
  return (
    <div className="period">
      <fieldset className="switch" aria-label={t('period')}>
        {periodKinds.map((kind) => (
          <label key={kind}>
            <input type="radio" name="period" checked={period.kind === kind} onChange={() => onChange({ ...period, kind })} />
            <span>{t(`period.${kind}`)}</span>
          </label>
        ))}
      </fieldset>
      {period.kind === 'range' && (
        <div className="range">
          <label>
            {t('period.from')}
            <input type="date" value={period.from} onChange={(event) => onChange({ ...period, from: event.target.value })} />
          </label>
          <label>
            {t('period.to')}
            <input type="date" value={period.to} aria-invalid={wrong} onChange={(event) => onChange({ ...period, to: event.target.value })} />
          </label>
          {wrong && (
            <p className="fault" role="alert">
              {t('period.orderWrong')}
            </p>
          )}
        </div>
      )}
    </div>
  );
}
