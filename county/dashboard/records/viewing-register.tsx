import { useTranslation } from 'react-i18next';
import { inLanguage } from '../../../contract/text.ts';
import type { ViewingEntry } from '../../reports/register-schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { ErrorNote } from '../parts/error-note.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { WideTable } from '../parts/wide-table.tsx';
import { entryAddress, listAddress } from '../register/register-address.ts';
import { RecordedTime } from './recorded-time.tsx';
import { askViewings } from './records-api.ts';

/** The register has the others. */
const SHOWN = 10;

/** The newest viewings of a terminal, with recorded and corrected times. */
export function ViewingRegister({ site, journal }: { readonly site: string; readonly journal: string }) {
  const { t } = useTranslation();
  const { answer, loading, refusal, tryAgain } = useAnswer(site, askViewings);
  const viewings = (answer?.viewings.filter((viewing) => viewing.journal === journal) ?? []).slice(0, SHOWN);
  return (
    <section aria-busy={loading}>
      <h2>{t('register.title')}</h2>
      {refusal !== null && !loading && <ErrorNote refusal={refusal} onTryAgain={tryAgain} />}
      {answer !== null && viewings.length === 0 && <p className="quiet">{t('register.none')}</p>}
      {viewings.length > 0 && (
        <WideTable label={t('register.title')} className="register">
          <thead>
            <tr>
              <th scope="col">{t('register.began')}</th>
              <th scope="col">{t('register.what')}</th>
              <th scope="col" className="number">
                {t('register.played')}
              </th>
              <th scope="col" className="number">
                {t('register.people')}
              </th>
              <th scope="col">{t('register.counts')}</th>
            </tr>
          </thead>
          <tbody>
            {viewings.map((viewing) => (
              <Row key={viewing.viewing} viewing={viewing} />
            ))}
          </tbody>
        </WideTable>
      )}
      {viewings.length > 0 && (
        <p>
          <a href={listAddress('group', { site })}>{t('register.ofSite')}</a>
        </p>
      )}
    </section>
  );
}

function Row({ viewing: { journal, viewing, began, kind, titles, playedSeconds, lengthSeconds, members, guests, faults, flags } }: { readonly viewing: ViewingEntry }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [fault] = faults;
  return (
    <tr>
      <td>
        {kind === null ? (
          <RecordedTime time={began} />
        ) : (
          <a href={entryAddress(kind === 'self' ? 'self' : 'group', journal, viewing)}>
            <RecordedTime time={began} />
          </a>
        )}
      </td>
      <td>
        {kind === null ? t('notCounted.incomplete-record') : t(`register.kind.${kind}`)}
        <span className="quiet titles">{titles.map((title) => inLanguage(title, language)).join(' / ')}</span>
      </td>
      <td className="number">{t('register.minutes', { played: Math.floor(playedSeconds / 60), length: Math.ceil(lengthSeconds / 60) })}</td>
      <td className="number">{members + guests}</td>
      <td>
        {fault === undefined ? t('register.yes') : t(`notCounted.${fault}`)}{' '}
        {flags.length > 0 && <span className="tag tag-waiting">{t('register.flagged')}</span>}
      </td>
    </tr>
  );
}
