import { BookA, FileUp, Plus, Send } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { informationKinds } from '../../../contract/information/item.ts';
import type { InformationKind } from '../../../contract/information/item.ts';
import type { Person } from '../../accounts/schemas.ts';
import { itemStates } from '../../information/schemas.ts';
import type { ItemsAnswer, ListedItem } from '../../information/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { PageFrame } from '../parts/page-frame.tsx';
import { timeText } from '../parts/times.ts';
import { useAnswer } from '../parts/use-answer.ts';
import { addressOf } from '../parts/use-page.ts';
import { askItems } from './information-api.ts';
import { PendingTag } from './pending-tag.tsx';

const PAGE_SIZE = 50;

interface Wanted {
  readonly kind: InformationKind | '';
  readonly state: (typeof itemStates)[number];
  readonly q: string;
  readonly page: number;
}

interface InformationPageProps {
  readonly person: Person;
  readonly onSignedOut: () => void;
}

/** The wealth information as staff have it: found by words, kind and state; each item leads to its form. */
export function InformationPage({ person, onSignedOut }: InformationPageProps) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState<Wanted>({ kind: '', state: 'all', q: '', page: 0 });
  const mayEdit = person.role !== 'township-staff';
  const change = (part: Partial<Wanted>): void => setWanted({ ...wanted, page: 0, ...part });
  const query = new URLSearchParams({ state: wanted.state, limit: String(PAGE_SIZE), offset: String(wanted.page * PAGE_SIZE) });
  if (wanted.kind !== '') query.set('kind', wanted.kind);
  if (wanted.q.trim() !== '') query.set('q', wanted.q.trim());
  const state = useAnswer(query.toString(), askItems);

  const above = (
    <>
      <div className="heading">
        <h1>{t('nav.information')}</h1>
        <div className="actions">
          {mayEdit && <NewItem />}
          <a className="button" href={addressOf({ at: 'information-import' })}>
            <FileUp aria-hidden />
            {mayEdit ? t('information.import') : t('information.tables')}
          </a>
          <a className="button" href={addressOf({ at: 'information-synonyms' })}>
            <BookA aria-hidden />
            {t('information.synonyms')}
          </a>
          <a className={state.answer !== null && state.answer.pending > 0 ? 'button button-main' : 'button'} href={addressOf({ at: 'information-publish' })}>
            <Send aria-hidden />
            {t('information.toPublish', { number: state.answer?.pending ?? 0 })}
          </a>
        </div>
      </div>
      {!mayEdit && <p className="note">{t('information.readOnly')}</p>}
      <div className="tools information-tools">
        <input type="search" aria-label={t('information.search')} placeholder={t('information.search')} value={wanted.q} maxLength={100} onChange={(event) => change({ q: event.target.value })} />
        <select
          aria-label={t('information.kind')}
          value={wanted.kind}
          onChange={(event) => change({ kind: informationKinds.find((kind) => kind === event.target.value) ?? '' })}
        >
          <option value="">{t('information.everyKind')}</option>
          {informationKinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`information.kind.${kind}`)}
            </option>
          ))}
        </select>
        <fieldset className="switch" aria-label={t('information.state')}>
          {itemStates.map((one) => (
            <label key={one}>
              <input type="radio" name="state" checked={wanted.state === one} onChange={() => change({ state: one })} />
              <span>{t(`information.state.${one}`)}</span>
            </label>
          ))}
        </fieldset>
      </div>
    </>
  );

  return (
    <PageFrame state={state} onSignedOut={onSignedOut} above={above}>
      {(answer) => <Items answer={answer} wanted={wanted} mayEdit={mayEdit} onPage={(page) => setWanted({ ...wanted, page })} />}
    </PageFrame>
  );
}

/** A menu of the five kinds. */
function NewItem() {
  const { t } = useTranslation();
  return (
    <details className="menu">
      <summary className="button">
        <Plus aria-hidden />
        {t('information.new')}
      </summary>
      <ul>
        {informationKinds.map((kind) => (
          <li key={kind}>
            <a href={addressOf({ at: 'information-new', kind })}>{t(`information.kind.${kind}`)}</a>
          </li>
        ))}
      </ul>
    </details>
  );
}

interface ItemsProps {
  readonly answer: ItemsAnswer;
  readonly wanted: Wanted;
  readonly mayEdit: boolean;
  readonly onPage: (page: number) => void;
}

function Items({ answer: { items, total }, wanted: { q, kind, state, page }, mayEdit, onPage }: ItemsProps) {
  const { t } = useTranslation();
  if (total === 0) {
    const isAll = q.trim() === '' && kind === '' && state === 'all';
    return <p className="note">{!isAll ? t('information.noMatch') : mayEdit ? t('information.none') : t('information.noneYet')}</p>;
  }
  const pages = Math.ceil(total / PAGE_SIZE);
  return (
    <section>
      <p className="quiet">{t('information.count', { number: total })}</p>
      <ul className="information-items">
        {items.map((item) => (
          <Row key={item.id} item={item} />
        ))}
      </ul>
      {pages > 1 && (
        <div className="pager">
          <button type="button" disabled={page === 0} onClick={() => onPage(page - 1)}>
            {t('information.before')}
          </button>
          <p>{t('information.page', { page: page + 1, pages })}</p>
          <button type="button" disabled={page + 1 >= pages} onClick={() => onPage(page + 1)}>
            {t('information.after')}
          </button>
        </div>
      )}
    </section>
  );
}

function Row({ item: { id, kind, title, day, expires, expired, removed, pending, changedAt, changedBy } }: { readonly item: ListedItem }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <li className={removed ? 'information-removed' : undefined}>
      <a href={addressOf({ at: 'information-item', item: id })}>
        <span className="information-kind">{t(`information.kind.${kind}`)}</span>
        <span className="information-title">{title}</span>
        <span className="information-tags">
          {expired && expires !== null && <span className="tag tag-gone">{t('information.expired', { day: expires })}</span>}
          {removed && pending !== 'removed' && <span className="tag tag-gone">{t('information.state.removed')}</span>}
          <PendingTag pending={pending} />
        </span>
        <span className="quiet information-when">
          <time dateTime={day}>{day}</time>
          {changedBy !== '' && <span> · {t('information.changedBy', { by: changedBy, at: timeText(changedAt, language) })}</span>}
        </span>
      </a>
    </li>
  );
}
