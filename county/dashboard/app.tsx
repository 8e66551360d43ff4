import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person, SessionAnswer } from '../accounts/schemas.ts';
import { askSession } from './api.ts';
import type { Refusal } from './api.ts';
import { ErrorNote } from './parts/error-note.tsx';
import { PageNav } from './parts/page-nav.tsx';
import { refusalOf } from './parts/refusal-text.ts';
import { usePage } from './parts/use-page.ts';
import { SetUpPage } from './people/set-up-page.tsx';
import { SignInPage } from './people/sign-in-page.tsx';
import { PublishPage } from './publish/publish-page.tsx';
import { BringPage } from './records/bring-page.tsx';
import { JournalPage } from './records/journal-page.tsx';
import { RecordsPage } from './records/records-page.tsx';
import { SummaryPage } from './summary/summary-page.tsx';
import { TopBar } from './top-bar.tsx';

type Stage =
  | { readonly at: 'loading' }
  | { readonly at: 'failed'; readonly refusal: Refusal }
  | { readonly at: 'set-up'; readonly token: string }
  | { readonly at: 'sign-in'; readonly noAccount: boolean }
  | { readonly at: 'inside'; readonly person: Person };

/** Who is not signed in signs in, or sets up; who is, sees the figures. */
export function App() {
  const { t } = useTranslation();
  const [stage, setStage] = useState<Stage>({ at: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const enter = useCallback((answer: SessionAnswer) => {
    // The token has been used: it must neither stay in the address nor be tried again.
    if (location.hash.startsWith('#setup=')) history.replaceState(null, '', location.pathname);
    setStage(stageOf(answer, null));
  }, []);
  const leave = useCallback(() => setStage({ at: 'sign-in', noAccount: false }), []);

  useEffect(() => {
    const token = new URLSearchParams(location.hash.slice(1)).get('setup');
    const abort = new AbortController();
    askSession(abort.signal).then(
      (answer) => setStage(stageOf(answer, token)),
      (error: unknown) => {
        if (!abort.signal.aborted) setStage({ at: 'failed', refusal: refusalOf(error) });
      },
    );
    return () => abort.abort();
  }, [attempt]);

  return (
    <>
      <TopBar person={stage.at === 'inside' ? stage.person : null} onSignedOut={leave} />
      {stage.at === 'loading' && (
        <p className="page quiet" role="status">
          {t('loading')}
        </p>
      )}
      {stage.at === 'failed' && (
        <main className="page">
          <ErrorNote
            refusal={stage.refusal}
            onTryAgain={() => {
              setStage({ at: 'loading' });
              setAttempt(attempt + 1);
            }}
          />
        </main>
      )}
      {stage.at === 'set-up' && <SetUpPage token={stage.token} onEntered={enter} />}
      {stage.at === 'sign-in' && <SignInPage noAccount={stage.noAccount} onEntered={enter} />}
      {stage.at === 'inside' && <Inside person={stage.person} onSignedOut={leave} />}
    </>
  );
}

/** The page that the address names. */
function Inside({ person, onSignedOut }: { readonly person: Person; readonly onSignedOut: () => void }) {
  const page = usePage();
  return (
    <>
      <PageNav page={page} role={person.role} />
      {page.at === 'figures' && <SummaryPage onSignedOut={onSignedOut} />}
      {page.at === 'records' && <RecordsPage onSignedOut={onSignedOut} />}
      {page.at === 'journal' && <JournalPage key={page.journal} journal={page.journal} onSignedOut={onSignedOut} />}
      {page.at === 'bring' && <BringPage onSignedOut={onSignedOut} />}
      {page.at === 'publish' && <PublishPage onSignedOut={onSignedOut} />}
    </>
  );
}

/** A set-up link goes before a session: whoever opens one wants to set up. */
function stageOf({ person, setupNeeded }: SessionAnswer, token: string | null): Stage {
  if (token !== null) return { at: 'set-up', token };
  return person === null ? { at: 'sign-in', noAccount: setupNeeded } : { at: 'inside', person };
}
