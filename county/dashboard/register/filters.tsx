import { useTranslation } from 'react-i18next';
import { inLanguage } from '../../../contract/text.ts';
import type { RegisterFilter, RegisterTab } from '../../reports/register-list-schemas.ts';
import { kindWords, reasonWords } from '../../reports/register-words.ts';
import { groupReasons, selfReasons } from '../../reports/reasons.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer } from '../parts/use-answer.ts';
import { askPlaces } from './register-api.ts';
import { listAddress } from './register-address.ts';

/** Why a row of this tab may not count. */
const reasonsOf = { group: groupReasons, self: selfReasons, lookups: ['part-of-search'], downloads: [], offline: ['withdrawn'] } as const;

/** What narrows a list. A choice goes into the address, so that it can be gone back from and handed on. */
export function Filters({ tab, filter }: { readonly tab: RegisterTab; readonly filter: Partial<RegisterFilter> }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { answer: places } = useAnswer('places', askPlaces);
  const sites = places?.sites ?? [];
  const townships = [...new Map(sites.map(({ township }) => [township.id, inLanguage(township.name, language)]))];
  const change = (changes: Partial<Record<keyof RegisterFilter, string>>) => {
    const next = Object.fromEntries(Object.entries({ ...filter, ...changes }).filter(([, value]) => value !== ''));
    location.hash = listAddress(tab, next);
  };
  const reasons: readonly (keyof typeof reasonWords)[] = reasonsOf[tab];
  return (
    <div className="filters">
      <label>
        {t('period.from')}
        <input type="date" value={filter.from ?? ''} onChange={(event) => change({ from: event.target.value })} />
      </label>
      <label>
        {t('period.to')}
        <input type="date" value={filter.to ?? ''} onChange={(event) => change({ to: event.target.value })} />
      </label>
      {townships.length > 1 && (
        <Choice label={t('township')} all={t('township.all')} value={filter.township} onChange={(township) => change({ township, site: '' })} options={townships} />
      )}
      <Choice
        label={t('sites.site')}
        all={t('register.allSites')}
        value={filter.site}
        onChange={(site) => change({ site })}
        options={sites.filter(({ township }) => filter.township === undefined || township.id === filter.township).map(({ site, name }) => [site, inLanguage(name, language)])}
      />
      {Object.keys(kindWords[tab]).length > 0 && (
        <Choice label={t('register.kindOf')} all={t('register.allKinds')} value={filter.kind} onChange={(kind) => change({ kind })} options={Object.entries(kindWords[tab]).map(([kind, words]) => [kind, words[language]])} />
      )}
      {reasons.length > 0 && (
        <Choice
          label={t('register.counts')}
          all={t('register.countsOrNot')}
          value={filter.counted}
          onChange={(counted) => change({ counted, reason: '' })}
          options={[
            ['yes', t('register.onlyCounted')],
            ['no', t('register.onlyNot')],
          ]}
        />
      )}
      {reasons.length > 1 && filter.counted !== 'yes' && (
        <Choice label={t('notCounted.reason')} all={t('register.anyReason')} value={filter.reason} onChange={(reason) => change({ reason })} options={reasons.map((reason) => [reason, reasonWords[reason][language]])} />
      )}
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly all: string;
  readonly value: string | undefined;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly onChange: (value: string) => void;
}

function Choice({ label, all, value, options, onChange }: ChoiceProps) {
  return (
    <label>
      {label}
      <select value={value ?? ''} onChange={(event) => onChange(event.target.value)}>
        <option value="">{all}</option>
        {options.map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
