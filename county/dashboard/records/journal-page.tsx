import { ArrowLeft } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { JournalDetail } from '../../records/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { ErrorNote } from '../parts/error-note.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { addressOf } from '../parts/use-page.ts';
import { ClockText } from './clock-text.tsx';
import { Boots, Deliveries } from './journal-history.tsx';
import { Findings } from './findings.tsx';
import { askJournal } from './records-api.ts';
import { siteName } from './site-name.ts';
import { ViewingRegister } from './viewing-register.tsx';

/** Everything about one terminal's records. */
export function JournalPage({ journal, onSignedOut }: { readonly journal: string; readonly onSignedOut: () => void }) {
  const { t } = useTranslation();
  const { answer, loading, refusal, tryAgain } = useAnswer(journal, askJournal);

  useEffect(() => {
    if (refusal?.kind === 'unauthorized') onSignedOut();
  }, [refusal, onSignedOut]);

  return (
    <main className="page" aria-busy={loading}>
      <p className="back">
        <a href={addressOf({ at: 'records' })}>
          <ArrowLeft aria-hidden />
          {t('records.title')}
        </a>
      </p>
      {refusal !== null && !loading && <ErrorNote refusal={refusal} onTryAgain={tryAgain} />}
      {answer === null && loading && (
        <p className="quiet" role="status">
          {t('loading')}
        </p>
      )}
      {answer !== null && (
        <div className={loading ? 'answer answer-old' : 'answer'}>
          <Standing detail={answer} />
          <Findings detail={answer} />
          <ViewingRegister site={answer.site} journal={answer.journal} />
          <Deliveries detail={answer} />
          <Boots detail={answer} />
        </div>
      )}
    </main>
  );
}

function Standing({ detail }: { readonly detail: JournalDetail }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const times = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' });
  const { head, highest, told, lastContactAt, clock } = detail;
  return (
    <section>
      <h1>{siteName(detail, language)}</h1>
      <dl className="facts">
        <div>
          <dt>{t('journal.reach')}</dt>
          <dd>{highest === 0 ? t('records.nothingYet') : t('records.reach', { head })}</dd>
        </div>
        <div>
          <dt>{t('journal.told')}</dt>
          <dd>{told === null ? t('journal.toldNothing') : told > highest ? t('journal.toldMore', { told, number: told - highest }) : t('journal.toldAll', { told })}</dd>
        </div>
        <div>
          <dt>{t('sites.lastContact')}</dt>
          <dd>{lastContactAt === null ? t('sites.never') : <time dateTime={lastContactAt}>{times.format(new Date(lastContactAt))}</time>}</dd>
        </div>
        <div>
          <dt>{t('journal.clock')}</dt>
          <dd>
            <ClockText clock={clock} />
          </dd>
        </div>
        <div>
          <dt>{t('journal.version')}</dt>
          <dd>{detail.version}</dd>
        </div>
        <div>
          <dt>{t('journal.id')}</dt>
          <dd className="code">{detail.journal}</dd>
        </div>
      </dl>
    </section>
  );
}
