import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InformationKind } from '../../../contract/information/item.ts';
import type { Person } from '../../accounts/schemas.ts';
import type { ItemAnswer } from '../../information/schemas.ts';
import { ErrorNote } from '../parts/error-note.tsx';
import { PageFrame } from '../parts/page-frame.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { addressOf } from '../parts/use-page.ts';
import { useTask } from '../parts/use-task.ts';
import { dayOf } from '../summary/period.ts';
import { BackToInformation } from './back.tsx';
import { askItem, moveItem } from './information-api.ts';
import type { ItemMove } from './information-api.ts';
import { draftOf, emptyDraft } from './item-draft.ts';
import { ItemForm } from './item-form.tsx';
import { ItemHistory } from './item-history.tsx';
import { PendingTag } from './pending-tag.tsx';

interface ItemPageProps {
  readonly item: string;
  readonly person: Person;
  readonly onSignedOut: () => void;
}

/** One item: its form, what became of it, and the ways to remove it and to bring it back. */
export function ItemPage({ item, person, onSignedOut }: ItemPageProps) {
  const [asked, setAsked] = useState(0);
  const state = useAnswer(`${item} ${asked}`, askItem);
  return (
    <PageFrame state={state} onSignedOut={onSignedOut} above={<BackToInformation />}>
      {(answer) => (
        <KnownItem
          // What was saved is begun from anew; what is being typed survives everything else.
          key={answer.revision}
          answer={answer}
          mayEdit={person.role !== 'township-staff'}
          onChanged={() => setAsked(asked + 1)}
        />
      )}
    </PageFrame>
  );
}

/** A new item of this kind. */
export function NewItemPage({ kind }: { readonly kind: InformationKind }) {
  const { t } = useTranslation();
  const [draft] = useState(() => emptyDraft(kind, dayOf(new Date())));
  const [id] = useState(() => `${kind}-${crypto.randomUUID()}`);
  return (
    <main className="page">
      <BackToInformation />
      <h1>{t('information.newOf', { kind: t(`information.kind.${kind}`) })}</h1>
      <ItemForm
        id={id}
        revision={0}
        start={draft}
        isReadOnly={false}
        onSaved={(made) => {
          location.hash = addressOf({ at: 'information-item', item: made.item.id });
        }}
      />
    </main>
  );
}

function KnownItem({ answer, mayEdit, onChanged }: { readonly answer: ItemAnswer; readonly mayEdit: boolean; readonly onChanged: () => void }) {
  const { t } = useTranslation();
  const { item, revision, removed, pending, history } = answer;
  const { busy, refusal, run } = useTask();
  const move = (how: ItemMove): void => run(() => moveItem(how, item.id, revision), onChanged);
  return (
    <>
      <div className="heading">
        <h1>
          {item.title['zh-CN']} <PendingTag pending={pending} />
        </h1>
        {mayEdit && (
          <div className="actions">
            {pending === 'changed' && (
              <button type="button" disabled={busy} onClick={() => move('revert')}>
                {t('information.revert')}
              </button>
            )}
            {!removed && (
              <button type="button" disabled={busy} onClick={() => move('remove')}>
                {t('information.remove')}
              </button>
            )}
          </div>
        )}
      </div>
      {refusal !== null && <ErrorNote refusal={refusal} onTryAgain={onChanged} />}
      {removed && (
        <div className="note" role="status">
          <p>{pending === 'removed' ? t('information.removedPending') : t('information.removed')}</p>
          {mayEdit && (
            <button type="button" disabled={busy} onClick={() => move('restore')}>
              {t('information.restore')}
            </button>
          )}
        </div>
      )}
      <ItemForm id={item.id} revision={revision} start={draftOf(item)} isReadOnly={!mayEdit || removed} onSaved={onChanged} />
      <ItemHistory kind={item.kind} entries={history} />
    </>
  );
}
