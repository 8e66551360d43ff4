import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inLanguage } from '../../../contract/text.ts';
import type { Person } from '../../accounts/schemas.ts';
import type { SiteEntry, SitesAnswer } from '../../sites/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { PageFrame } from '../parts/page-frame.tsx';
import { sizeText } from '../parts/size-text.ts';
import { timeText } from '../parts/times.ts';
import { useAnswer } from '../parts/use-answer.ts';
import { addressOf } from '../parts/use-page.ts';
import { WideTable } from '../parts/wide-table.tsx';
import { SiteForm } from './site-form.tsx';
import { askSites } from './sites-api.ts';

interface SitesPageProps {
  readonly person: Person;
  readonly onSignedOut: () => void;
}

/** The register of sites: what there is, how it is, and the way to add one. */
export function SitesPage({ person, onSignedOut }: SitesPageProps) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(0);
  const [adding, setAdding] = useState(false);
  const [filter, setFilter] = useState('');
  const state = useAnswer(`sites ${asked}`, askSites);
  const mayRegister = person.role !== 'township-staff';
  return (
    <PageFrame state={state} onSignedOut={onSignedOut}>
      {(answer) => (
        <section>
          <div className="heading">
            <h1>{t('register.sites')}</h1>
            {mayRegister && (
              <button type="button" className="main" onClick={() => setAdding(true)}>
                <Plus aria-hidden />
                {t('site.add')}
              </button>
            )}
          </div>
          {adding && (
            <SiteForm
              townships={answer.townships}
              known={null}
              onClose={() => setAdding(false)}
              onDone={(site) => {
                setAdding(false);
                setAsked(asked + 1);
                location.hash = addressOf({ at: 'site', site: site.id });
              }}
            />
          )}
          {answer.sites.length === 0 ? (
            <p className="note">{mayRegister ? t('site.none') : t('site.noneOfYours')}</p>
          ) : (
            <>
              <div className="tools">
                <input type="search" aria-label={t('sites.filter')} placeholder={t('sites.filter')} value={filter} onChange={(event) => setFilter(event.target.value)} />
                <p className="quiet">{t('sites.count', { number: matching(answer, filter).length })}</p>
              </div>
              <SiteList sites={matching(answer, filter)} />
            </>
          )}
        </section>
      )}
    </PageFrame>
  );
}

function matching({ sites }: SitesAnswer, filter: string): readonly SiteEntry[] {
  const wanted = filter.trim().toLowerCase();
  return sites.filter(({ site, name, township }) => [site, ...Object.values(name), ...Object.values(township.name)].join('\n').toLowerCase().includes(wanted));
}

function SiteList({ sites }: { readonly sites: readonly SiteEntry[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const words = new Intl.Collator(language, { numeric: true });
  const byName = (a: SiteEntry, b: SiteEntry) =>
    words.compare(inLanguage(a.township.name, language), inLanguage(b.township.name, language)) || words.compare(inLanguage(a.name, language), inLanguage(b.name, language));
  return (
    <WideTable label={t('register.sites')}>
      <thead>
        <tr>
          <th scope="col">{t('sites.township')}</th>
          <th scope="col">{t('sites.site')}</th>
          <th scope="col">{t('sites.lastContact')}</th>
          <th scope="col">{t('journal.version')}</th>
          <th scope="col">{t('site.free')}</th>
          <th scope="col">{t('site.state')}</th>
        </tr>
      </thead>
      <tbody>
        {[...sites].sort(byName).map((site) => (
          <Row key={site.site} site={site} />
        ))}
      </tbody>
    </WideTable>
  );
}

function Row({ site: { site, name, township, terminals, openCodes } }: { readonly site: SiteEntry }) {
  const { t } = useTranslation();
  const language = useLanguage();
  // The one that was enrolled last is the one that stands there.
  const [terminal] = terminals;
  return (
    <tr>
      <td>{inLanguage(township.name, language)}</td>
      <th scope="row">
        <a href={addressOf({ at: 'site', site })}>{inLanguage(name, language)}</a>
      </th>
      <td>{terminal === undefined ? '' : terminal.lastContactAt === null ? t('sites.never') : timeText(terminal.lastContactAt, language)}</td>
      <td>{terminal?.version}</td>
      <td>{terminal === undefined || terminal.freeBytes === null ? '' : sizeText(terminal.freeBytes)}</td>
      <td>
        {terminal === undefined && <span className="tag tag-waiting">{openCodes > 0 ? t('site.codeOut') : t('site.noTerminal')}</span>}
        {terminal?.safeMode === true && <span className="tag tag-waiting">{t('site.safeMode')}</span>}
        {terminal?.viewing === true && <span className="tag tag-going">{t('site.viewing')}</span>}
        {terminal !== undefined && terminal.problems.length > 0 && <span className="tag tag-waiting">{t('site.problems', { number: terminal.problems.length })}</span>}
      </td>
    </tr>
  );
}
