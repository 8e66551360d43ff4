import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../accounts/schemas.ts';
import type { PendingAnswer, PublicationAnswer } from '../../information/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { PageFrame } from '../parts/page-frame.tsx';
import { refusalText } from '../parts/refusal-text.ts';
import { timeText } from '../parts/times.ts';
import { useAnswer } from '../parts/use-answer.ts';
import { addressOf } from '../parts/use-page.ts';
import { useTask } from '../parts/use-task.ts';
import { WideTable } from '../parts/wide-table.tsx';
import { BackToInformation } from './back.tsx';
import { askPublishState, publishInformation } from './information-api.ts';
import type { PublishState } from './information-api.ts';
import { PendingTag } from './pending-tag.tsx';

interface PublishInformationPageProps {
  readonly person: Person;
  readonly onSignedOut: () => void;
}

/** What would change at the terminals, and the button that makes it so. */
export function PublishInformationPage({ person, onSignedOut }: PublishInformationPageProps) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(0);
  const [made, setMade] = useState<PublicationAnswer | null>(null);
  const state = useAnswer(`publish ${asked}`, askPublishState);
  const { busy, refusal, run } = useTask();
  const mayPublish = person.role !== 'township-staff';
  const publish = (mark: string): void =>
    run(
      () => publishInformation(mark),
      (answer) => {
        setMade(answer);
        setAsked(asked + 1);
      },
    );
  return (
    <PageFrame state={state} onSignedOut={onSignedOut} above={<BackToInformation />}>
      {({ pending, versions }) => (
        <>
          <section>
            <h1>{t('information.publishTitle')}</h1>
            {made !== null && (
              <p className="note note-done" role="status">
                <CircleCheck aria-hidden />
                {t('information.published', { version: made.version, items: made.items })}
              </p>
            )}
            <Changes pending={pending} />
            {refusal !== null && (
              <div className="note note-error" role="alert">
                <p>{refusal.kind === 'refused' && refusal.code === 'changed-meanwhile' ? t('information.publishConflict') : refusalText(t, refusal)}</p>
                <button type="button" onClick={() => setAsked(asked + 1)}>
                  {t('information.lookAgain')}
                </button>
              </div>
            )}
            {mayPublish && isWaiting(pending) && (
              <p>
                <button type="button" className="main" disabled={busy} onClick={() => publish(pending.mark)}>
                  {t('information.publish', { version: pending.version + 1 })}
                </button>
              </p>
            )}
          </section>
          <Versions versions={versions} />
        </>
      )}
    </PageFrame>
  );
}

function isWaiting({ counts, synonymsChanged }: PendingAnswer): boolean {
  return synonymsChanged || counts.added + counts.changed + counts.removed > 0;
}

function Changes({ pending }: { readonly pending: PendingAnswer }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { counts, list, synonymsChanged, version, publishedAt, items } = pending;
  const total = counts.added + counts.changed + counts.removed;
  return (
    <>
      <p className="quiet">{t('information.now', { version, items, at: timeText(publishedAt, language) })}</p>
      {!isWaiting(pending) && <p className="note">{t('information.nothingToPublish')}</p>}
      {total > 0 && <p>{t('information.changes', counts)}</p>}
      {synonymsChanged && (
        <p>
          <a href={addressOf({ at: 'information-synonyms' })}>{t('information.synonymsChanged')}</a>
        </p>
      )}
      {list.length > 0 && (
        <ul className="information-items">
          {list.map((item) => (
            <li key={item.id}>
              <a href={addressOf({ at: 'information-item', item: item.id })}>
                <span className="information-kind">{t(`information.kind.${item.kind}`)}</span>
                <span className="information-title">{item.title}</span>
                <span className="information-tags">
                  <PendingTag pending={item.pending} />
                </span>
                <span className="quiet information-when">{t('information.changedBy', { by: item.changedBy === '' ? t('information.commandLine') : item.changedBy, at: timeText(item.changedAt, language) })}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {total > list.length && <p className="quiet">{t('information.andMore', { number: total - list.length })}</p>}
    </>
  );
}

function Versions({ versions }: Pick<PublishState, 'versions'>) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <section>
      <h2>{t('information.versions')}</h2>
      <WideTable label={t('information.versions')}>
        <thead>
          <tr>
            <th scope="col">{t('information.version')}</th>
            <th scope="col">{t('information.publishedAt')}</th>
            <th scope="col">{t('information.by')}</th>
            <th scope="col" className="number">{t('information.action.added')}</th>
            <th scope="col" className="number">{t('information.action.changed')}</th>
            <th scope="col" className="number">{t('information.action.removed')}</th>
            <th scope="col" className="number">{t('information.items')}</th>
          </tr>
        </thead>
        <tbody>
          {versions.map(({ version, publishedAt, by, items, added, changed, removed }) => (
            <tr key={version}>
              <th scope="row">{version}</th>
              <td>{timeText(publishedAt, language)}</td>
              <td>{by === '' ? t('information.commandLine') : by}</td>
              {[added, changed, removed, items].map((number, at) => (
                <td key={at} className={number === 0 ? 'number zero' : 'number'}>
                  {number}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </WideTable>
    </section>
  );
}
