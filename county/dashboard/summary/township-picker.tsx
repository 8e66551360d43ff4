import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Summary } from '../../../contract/http.ts';
import { inLanguage } from '../../../contract/text.ts';
import type { LocalizedText } from '../../../contract/text.ts';
import { useLanguage } from '../i18n/use-language.ts';

interface TownshipPickerProps {
  readonly summary: Summary | null;
  readonly value: string | null;
  readonly onChange: (township: string | null) => void;
}

/** Chooses one township or all. The townships are those of the last answer that was about all. */
export function TownshipPicker({ summary, value, onChange }: TownshipPickerProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [known, setKnown] = useState<ReadonlyMap<string, LocalizedText>>(new Map());
  const answered = new Map(summary?.sites.map(({ township }) => [township.id, township.name]));
  if (value === null && [...answered.keys()].some((id) => !known.has(id))) setKnown(answered);
  if (known.size < 2) return null;
  const words = new Intl.Collator(language, { numeric: true });
  const options = [...known].map(([id, name]) => [id, inLanguage(name, language)] as const).sort((a, b) => words.compare(a[1], b[1]));
  return (
    <label className="township">
      {t('township')}
      <select value={value ?? ''} onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}>
        <option value="">{t('township.all')}</option>
        {options.map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
