import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/use-language.ts';
import { PageFrame } from '../parts/page-frame.tsx';
import { timeText } from '../parts/times.ts';
import { useAnswer } from '../parts/use-answer.ts';
import { addressOf } from '../parts/use-page.ts';
import { WideTable } from '../parts/wide-table.tsx';
import { siteName } from '../records/site-name.ts';
import { ImportSteps } from './import-steps.tsx';
import { askCompliance, askRoster } from './people-api.ts';

/** The roster of a site, how each member stands with the course plan, and the way to replace it. */
export function SiteMembers({ site, mayChange, onSignedOut }: { readonly site: string; readonly mayChange: boolean; readonly onSignedOut: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const state = useAnswer(site, askRoster);
  const [year] = useState(() => new Date().getFullYear());
  const { answer: plans } = useAnswer(`${year} ${site}`, askCompliance);
  const planOf = new Map(plans?.sites.flatMap(({ members }) => members.map((member) => [member.number, member] as const)));
  const above = (
    <p className="back">
      <a href={addressOf({ at: 'people' })}>
        <ArrowLeft aria-hidden />
        {t('people.title')}
      </a>
    </p>
  );
  return (
    <PageFrame state={state} onSignedOut={onSignedOut} above={above}>
      {(roster) => (
        <>
          <section>
            <h1>{siteName(roster, language)}</h1>
            <p className="quiet">
              {t('people.count', { number: roster.members.length })}
              {roster.publishedAt !== null && ` · ${t('people.publishedAt', { at: timeText(roster.publishedAt, language), version: roster.version })}`}
              {plans !== null && ` · ${t('people.required', { year, number: plans.required })}`}
            </p>
            {roster.members.length === 0 ? (
              <p className="note">{t('people.none')}</p>
            ) : (
              <WideTable label={t('people.members')} className="people">
                <thead>
                  <tr>
                    <th scope="col">{t('people.number')}</th>
                    <th scope="col">{t('people.name')}</th>
                    <th scope="col" className="number">
                      {t('people.coursesChosen')}
                    </th>
                    <th scope="col" className="number">
                      {t('people.coursesDone')}
                    </th>
                    <th scope="col" className="number">
                      {t('people.coursesMissing')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {roster.members.map(({ number, name }) => {
                    const plan = planOf.get(number);
                    return (
                      <tr key={number}>
                        <td>{number}</td>
                        <th scope="row">{name}</th>
                        <td className="number">{plan?.chosen ?? (plans === null ? '—' : 0)}</td>
                        <td className="number">{plan?.done ?? (plans === null ? '—' : 0)}</td>
                        <td className="number">{plan?.missing ?? plans?.required ?? '—'}</td>
                      </tr>
                    );
                  })}
                </tbody>
              </WideTable>
            )}
          </section>
          {mayChange && (
            <section>
              <h2>{t('people.replace')}</h2>
              <ImportSteps site={site} onPublished={state.tryAgain} />
            </section>
          )}
        </>
      )}
    </PageFrame>
  );
}
