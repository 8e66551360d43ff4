import { Upload } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inLanguage } from '../../../contract/text.ts';
import type { Person } from '../../accounts/schemas.ts';
import type { RosterList } from '../../people/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { PageFrame } from '../parts/page-frame.tsx';
import { timeText } from '../parts/times.ts';
import { useAnswer } from '../parts/use-answer.ts';
import { addressOf } from '../parts/use-page.ts';
import { WideTable } from '../parts/wide-table.tsx';
import { askCompliance, askRosters } from './people-api.ts';
import { RosterImport } from './roster-import.tsx';
import { SiteMembers } from './site-members.tsx';

/** The members: how many each site has, a site's roster, and the import of a file. */
export function PeoplePage({ rest, person, onSignedOut }: { readonly rest: string | undefined; readonly person: Person; readonly onSignedOut: () => void }) {
  const mayChange = person.role !== 'township-staff';
  if (rest === 'import' && mayChange) return <RosterImport />;
  if (rest !== undefined && rest !== '') return <SiteMembers key={rest} site={rest} mayChange={mayChange} onSignedOut={onSignedOut} />;
  return <Rosters mayChange={mayChange} onSignedOut={onSignedOut} />;
}

function Rosters({ mayChange, onSignedOut }: { readonly mayChange: boolean; readonly onSignedOut: () => void }) {
  const { t } = useTranslation();
  const state = useAnswer('rosters', askRosters);
  const above = (
    <>
      <div className="heading">
        <h1>{t('people.title')}</h1>
        {mayChange && (
          <a className="button" href={addressOf({ at: 'people', rest: 'import' })}>
            <Upload aria-hidden />
            {t('people.import')}
          </a>
        )}
      </div>
      <p className="quiet intro">{t('people.intro')}</p>
    </>
  );
  return (
    <PageFrame state={state} onSignedOut={onSignedOut} above={above}>
      {(list) => <Table list={list} />}
    </PageFrame>
  );
}

function Table({ list: { sites } }: { readonly list: RosterList }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [filter, setFilter] = useState('');
  const year = String(new Date().getFullYear());
  const { answer: plans } = useAnswer(year, askCompliance);
  const plansOf = new Map(plans?.sites.map(({ site, members }) => [site, members]));
  const wanted = filter.trim().toLowerCase();
  const rows = sites.filter(({ site, name, township }) => `${site} ${inLanguage(name, language)} ${inLanguage(township.name, language)}`.toLowerCase().includes(wanted));
  const total = rows.reduce((sum, { members }) => sum + members, 0);
  if (sites.length === 0) return <p className="note">{t('sites.none')}</p>;
  return (
    <section>
      <div className="tools">
        <input type="search" aria-label={t('sites.filter')} placeholder={t('sites.filter')} value={filter} onChange={(event) => setFilter(event.target.value)} />
        <p className="quiet">{t('people.total', { sites: rows.length, members: total })}</p>
      </div>
      <WideTable label={t('people.title')} className="people">
        <thead>
          <tr>
            <th scope="col">{t('sites.site')}</th>
            <th scope="col">{t('sites.township')}</th>
            <th scope="col" className="number">
              {t('people.members')}
            </th>
            <th scope="col" className="number">
              {t('people.chosen')}
            </th>
            <th scope="col" className="number">
              {t('people.done')}
            </th>
            <th scope="col">{t('people.published')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ site, name, township, members, publishedAt }) => {
            const own = plansOf.get(site)?.filter(({ onRoster }) => onRoster) ?? [];
            const required = plans?.required ?? 0;
            return (
              <tr key={site}>
                <th scope="row">
                  <a href={addressOf({ at: 'people', rest: site })}>{inLanguage(name, language)}</a>
                </th>
                <td>{inLanguage(township.name, language)}</td>
                <td className="number">{members}</td>
                <td className="number">{plans === null ? '—' : own.filter(({ chosen }) => chosen >= required).length}</td>
                <td className="number">{plans === null ? '—' : own.filter(({ done }) => done >= required).length}</td>
                <td className="quiet">{members === 0 || publishedAt === null ? t('people.noRoster') : timeText(publishedAt, language)}</td>
              </tr>
            );
          })}
        </tbody>
      </WideTable>
    </section>
  );
}
