import { useTranslation } from 'react-i18next';
import type { Figures } from '../../../contract/http.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { differenceText } from './difference-text.ts';
import { figureColumns, figureRow } from './site-rows.ts';
import type { FigureColumn } from './site-rows.ts';

/** The five figures, with the parts that two of them are made of, and how they stand to the year before. */
export function FigureCards({ figures, before, addresses }: { readonly figures: Figures; readonly before: Figures | null; readonly addresses: FigureAddresses }) {
  const { t } = useTranslation();
  const { lookups, personTimes } = figures;
  const values = figureRow(figures);
  const earlier = before === null ? null : figureRow(before);
  const parts: Readonly<Partial<Record<FigureColumn, readonly Part[]>>> = {
    lookups: [
      { label: t('figures.lookups.searches'), value: lookups.searches },
      { label: t('figures.lookups.opened'), value: lookups.opened },
    ],
    personTimes: [
      { label: t('figures.personTimes.group'), value: personTimes.group, address: addresses.personTimes },
      { label: t('figures.personTimes.self'), value: personTimes.self, address: addresses.selfViewings },
    ],
  };
  const hints: Readonly<Partial<Record<FigureColumn, string>>> = {
    issuesDownloaded: t('figures.issuesDownloaded.hint'),
    partyClasses: t('figures.partyClasses.hint'),
    trainings: t('figures.trainings.hint'),
  };
  const labels = useFigureLabels();
  return (
    <ul className="figures">
      {figureColumns.map((column) => (
        <Card key={column} address={addresses[column]} label={labels[column]} value={values[column]} before={earlier?.[column] ?? null} hint={hints[column]} parts={parts[column] ?? []} />
      ))}
    </ul>
  );
}

/** What the five figures are called. */
export function useFigureLabels(): Readonly<Record<FigureColumn, string>> {
  const { t } = useTranslation();
  return {
    issuesDownloaded: t('figures.issuesDownloaded'),
    partyClasses: t('figures.partyClasses'),
    trainings: t('figures.trainings'),
    lookups: t('figures.lookups'),
    personTimes: t('figures.personTimes'),
  };
}

/** Where the rows behind each figure are. Person-times have theirs in two lists: this one has those of group viewings. */
export type FigureAddresses = Readonly<Record<FigureColumn | 'selfViewings', string>>;

interface Part {
  readonly label: string;
  readonly value: number;
  /** Where its rows are, when they have a list of their own. */
  readonly address?: string;
}

interface CardProps {
  readonly address: string;
  readonly label: string;
  readonly value: number;
  /** Null: there is no year before to compare with. */
  readonly before: number | null;
  readonly hint: string | undefined;
  readonly parts: readonly Part[];
}

function Card({ address, label, value, before, hint, parts }: CardProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const numbers = new Intl.NumberFormat(language);
  return (
    <li className="figure">
      <h2>{label}</h2>
      <p className="value">
        <a href={address}>{numbers.format(value)}</a>
      </p>
      {before !== null && <p className="before">{differenceText(t, language, value, before)}</p>}
      {hint !== undefined && <p className="quiet">{hint}</p>}
      {parts.length > 0 && (
        <dl>
          {parts.map((part) => (
            <div key={part.label}>
              <dt>{part.label}</dt>
              <dd>{part.address === undefined ? numbers.format(part.value) : <a href={part.address}>{numbers.format(part.value)}</a>}</dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}
