import { useTranslation } from 'react-i18next';
import type { Figures } from '../../../contract/http.ts';
import { useLanguage } from '../i18n/use-language.ts';

/** The five figures, with the parts that two of them are made of. */
export function FigureCards({ figures }: { readonly figures: Figures }) {
  const { t } = useTranslation();
  const { lookups, personTimes } = figures;
  return (
    <ul className="figures">
      <Card label={t('figures.issuesDownloaded')} value={figures.issuesDownloaded} hint={t('figures.issuesDownloaded.hint')} />
      <Card label={t('figures.partyClasses')} value={figures.partyClasses} hint={t('figures.partyClasses.hint')} />
      <Card label={t('figures.trainings')} value={figures.trainings} hint={t('figures.trainings.hint')} />
      <Card
        label={t('figures.lookups')}
        value={lookups.total}
        parts={[
          [t('figures.lookups.searches'), lookups.searches],
          [t('figures.lookups.opened'), lookups.opened],
        ]}
      />
      <Card
        label={t('figures.personTimes')}
        value={personTimes.total}
        parts={[
          [t('figures.personTimes.group'), personTimes.group],
          [t('figures.personTimes.self'), personTimes.self],
        ]}
      />
    </ul>
  );
}

interface CardProps {
  readonly label: string;
  readonly value: number;
  readonly hint?: string;
  readonly parts?: readonly (readonly [label: string, value: number])[];
}

function Card({ label, value, hint, parts = [] }: CardProps) {
  const numbers = new Intl.NumberFormat(useLanguage());
  return (
    <li className="figure">
      <h2>{label}</h2>
      <p className="value">{numbers.format(value)}</p>
      {hint !== undefined && <p className="quiet">{hint}</p>}
      {parts.length > 0 && (
        <dl>
          {parts.map(([part, count]) => (
            <div key={part}>
              <dt>{part}</dt>
              <dd>{numbers.format(count)}</dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}
