import { ChevronRight, Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inLanguage } from '../../../contract/text.ts';
import type { Role } from '../../accounts/schemas.ts';
import { assessmentPaths } from '../../assessment/schemas.ts';
import type { Assessment } from '../../assessment/schemas.ts';
import { monthSchema } from '../../monthly/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { lastMonth, MonthField } from '../parts/month-field.tsx';
import { PageFrame } from '../parts/page-frame.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { addressOf } from '../parts/use-page.ts';
import { queryOf } from '../register/register-address.ts';
import { askAssessment } from './assessment-api.ts';
import { RulesForm } from './rules-form.tsx';
import { Working } from './working.tsx';

/** The assessment of a month: a score for each township and site, with its working, and the rules. */
export function AssessmentPage({ rest, role, onSignedOut }: { readonly rest: string | undefined; readonly role: Role; readonly onSignedOut: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const month = monthSchema.catch(lastMonth(new Date())).parse(rest);
  const state = useAnswer(month, askAssessment);
  const above = (
    <>
      <h1>{t('assessment.title')}</h1>
      <p className="quiet intro">{t('assessment.intro')}</p>
      <div className="choices">
        <MonthField month={month} onChange={(next) => (location.hash = addressOf({ at: 'assessment', rest: next }))} />
        <a className="button" href={`${assessmentPaths.file}${queryOf({ month, format: 'xlsx', language })}`} download>
          <Download aria-hidden />
          XLSX
        </a>
      </div>
    </>
  );
  return (
    <PageFrame state={state} onSignedOut={onSignedOut} above={above}>
      {(assessment) => (
        <>
          <Scores assessment={assessment} />
          <RulesForm key={assessment.version} version={assessment.version} rules={assessment.rules} mayChange={role === 'county-admin'} onChanged={state.tryAgain} />
        </>
      )}
    </PageFrame>
  );
}

function Scores({ assessment: { month, unfinished, score, townships, rules } }: { readonly assessment: Assessment }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const numbers = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const text = (value: number | null) => (value === null ? '—' : numbers.format(value));
  const [open, setOpen] = useState<string | null>(null);
  return (
    <section>
      {unfinished && <p className="note">{t('assessment.unfinished')}</p>}
      <p className="overall">
        {t('assessment.overall')} <strong>{text(score)}</strong>
      </p>
      {townships.map((township) => (
        <section key={township.township} className="assessed">
          <h2>
            {inLanguage(township.name, language)} <span className="score">{text(township.score)}</span>
          </h2>
          <ul>
            {township.sites.map((site) => (
              <li key={site.site}>
                <details open={open === site.site} onToggle={(event) => event.currentTarget.open && setOpen(site.site)}>
                  <summary>
                    <span>
                      <ChevronRight aria-hidden />
                      {inLanguage(site.name, language)}
                    </span>
                    <meter min={0} max={100} value={site.score ?? 0} aria-hidden />
                    <span className="score">{text(site.score)}</span>
                  </summary>
                  {open === site.site && <Working site={site.site} month={month} scores={site.rules} rules={rules} />}
                </details>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}
