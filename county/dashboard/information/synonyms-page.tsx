import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { synonymsSchema } from '../../../contract/information/item.ts';
import type { Person } from '../../accounts/schemas.ts';
import type { SynonymsAnswer } from '../../information/schemas.ts';
import { PageFrame } from '../parts/page-frame.tsx';
import { refusalText } from '../parts/refusal-text.ts';
import { useAnswer } from '../parts/use-answer.ts';
import { useTask } from '../parts/use-task.ts';
import { BackToInformation } from './back.tsx';
import { askSynonyms, saveSynonyms } from './information-api.ts';
import { linesOf, readGroups } from './synonym-lines.ts';

interface SynonymsPageProps {
  readonly person: Person;
  readonly onSignedOut: () => void;
}

/** Words for the same thing, a group a line. */
export function SynonymsPage({ person, onSignedOut }: SynonymsPageProps) {
  const [asked, setAsked] = useState(0);
  const state = useAnswer(`synonyms ${asked}`, askSynonyms);
  return (
    <PageFrame state={state} onSignedOut={onSignedOut} above={<BackToInformation />}>
      {(answer) => <SynonymsForm key={`${asked} ${answer.revision}`} answer={answer} isReadOnly={person.role === 'township-staff'} onAgain={() => setAsked(asked + 1)} />}
    </PageFrame>
  );
}

function SynonymsForm({ answer, isReadOnly, onAgain }: { readonly answer: SynonymsAnswer; readonly isReadOnly: boolean; readonly onAgain: () => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(() => linesOf(answer.groups));
  const [known, setKnown] = useState(answer);
  const [lonely, setLonely] = useState<number | null>(null);
  const { busy, refusal, run } = useTask();
  const isSaved = text === linesOf(known.groups);
  const save = (): void => {
    const { groups, wrong } = readGroups(text);
    const parsed = synonymsSchema.safeParse(groups);
    setLonely(wrong ?? (parsed.success ? null : 0));
    if (wrong !== null || !parsed.success) return;
    run(
      () => saveSynonyms({ groups: parsed.data, revision: known.revision }),
      (saved) => {
        setKnown(saved);
        setText(linesOf(saved.groups));
      },
    );
  };
  return (
    <section>
      <h1>{t('information.synonyms')}</h1>
      <p className="quiet intro">{t('information.synonymsHint')}</p>
      <form
        className="information-form"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <textarea
          className="synonyms"
          aria-label={t('information.synonyms')}
          aria-invalid={lonely === null ? undefined : true}
          rows={16}
          readOnly={isReadOnly}
          value={text}
          placeholder="土豆 = 马铃薯 = 洋芋"
          onChange={(event) => setText(event.target.value)}
        />
        {lonely !== null && (
          <p className="note note-error" role="alert">
            {lonely === 0 ? t('information.synonymsTooMany') : t('information.synonymsWrong', { line: lonely })}
          </p>
        )}
        {refusal !== null && (
          <div className="note note-error" role="alert">
            <p>{refusal.kind === 'refused' && refusal.code === 'changed-meanwhile' ? t('information.conflict') : refusalText(t, refusal)}</p>
            <button type="button" onClick={onAgain}>
              {t('information.lookAgain')}
            </button>
          </div>
        )}
        {!isReadOnly && (
          <div className="information-save">
            <button type="submit" className="main" disabled={busy || isSaved}>
              {t('information.save')}
            </button>
            <p className="quiet">{isSaved ? t('information.synonymsSaved', { number: known.groups.length }) : t('information.saveHint')}</p>
          </div>
        )}
      </form>
    </section>
  );
}
