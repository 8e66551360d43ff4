import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person, SessionAnswer } from '../accounts/schemas.ts';
import { AccountsPage } from './accounts/accounts-page.tsx';
import { AuditPage } from './accounts/audit-page.tsx';
import { PasswordPage } from './accounts/password-page.tsx';
import { askSession } from './api.ts';
import type { Refusal } from './api.ts';
import { ImportPage } from './information/import-page.tsx';
import { InformationPage } from './information/information-page.tsx';
import { ItemPage, NewItemPage } from './information/item-page.tsx';
import { LookupsPage } from './information/lookups-page.tsx';
import { PublishInformationPage } from './information/publish-page.tsx';
import { SynonymsPage } from './information/synonyms-page.tsx';
import { AssessmentPage } from './assessment/assessment-page.tsx';
import { MonthlyPage } from './monthly/monthly-page.tsx';
import { ErrorNote } from './parts/error-note.tsx';
import { PageNav } from './parts/page-nav.tsx';
import { refusalOf } from './parts/refusal-text.ts';
import { mayOpen, usePage } from './parts/use-page.ts';
import type { Page } from './parts/use-page.ts';
import { SetUpPage } from './people/set-up-page.tsx';
import { PeoplePage } from './people/people-page.tsx';
import { SignInPage } from './people/sign-in-page.tsx';
import { ActivitiesPage } from './activities/activities-page.tsx';
import { PlanPage } from './plan/plan-page.tsx';
import { PublishPage } from './publish/publish-page.tsx';
import { QuestionsPage } from './questions/questions-page.tsx';
import { BringPage } from './records/bring-page.tsx';
import { JournalPage } from './records/journal-page.tsx';
import { RecordsPage } from './records/records-page.tsx';
import { RegisterPage } from './register/register-page.tsx';
import { SitePage } from './sites/site-page.tsx';
import { SitesPage } from './sites/sites-page.tsx';
import { SummaryPage } from './summary/summary-page.tsx';
import { TopBar } from './top-bar.tsx';

type Stage =
  | { readonly at: 'loading' }
  | { readonly at: 'failed'; readonly refusal: Refusal }
  | { readonly at: 'set-up'; readonly token: string }
  | { readonly at: 'sign-in'; readonly noAccount: boolean }
  | { readonly at: 'must-change'; readonly person: Person }
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
      <TopBar person={stage.at === 'inside' || stage.at === 'must-change' ? stage.person : null} onSignedOut={leave} />
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
      {stage.at === 'must-change' && <PasswordPage name={stage.person.name} forced onDone={() => setStage({ at: 'inside', person: stage.person })} />}
      {stage.at === 'inside' && <Inside person={stage.person} onSignedOut={leave} />}
    </>
  );
}

/** The page that the address names. */
function Inside({ person, onSignedOut }: { readonly person: Person; readonly onSignedOut: () => void }) {
  const asked = usePage();
  const page: Page = mayOpen(asked, person.role) ? asked : { at: 'figures' };
  return (
    <>
      <PageNav page={page} role={person.role} />
      {page.at === 'figures' && <SummaryPage onSignedOut={onSignedOut} />}
      {page.at === 'sites' && <SitesPage person={person} onSignedOut={onSignedOut} />}
      {page.at === 'site' && <SitePage key={page.site} site={page.site} person={person} onSignedOut={onSignedOut} />}
      {page.at === 'plan' && <PlanPage onSignedOut={onSignedOut} />}
      {page.at === 'activities' && <ActivitiesPage onSignedOut={onSignedOut} />}
      {page.at === 'register' && <RegisterPage rest={restOf(page)} onSignedOut={onSignedOut} />}
      {page.at === 'people' && <PeoplePage rest={restOf(page)} person={person} onSignedOut={onSignedOut} />}
      {page.at === 'monthly' && <MonthlyPage rest={restOf(page)} onSignedOut={onSignedOut} />}
      {page.at === 'assessment' && <AssessmentPage rest={restOf(page)} role={person.role} onSignedOut={onSignedOut} />}
      {page.at === 'records' && <RecordsPage onSignedOut={onSignedOut} />}
      {page.at === 'journal' && <JournalPage key={page.journal} journal={page.journal} onSignedOut={onSignedOut} />}
      {page.at === 'bring' && <BringPage onSignedOut={onSignedOut} />}
      {page.at === 'questions' && <QuestionsPage person={person} onSignedOut={onSignedOut} />}
      {page.at === 'publish' && <PublishPage onSignedOut={onSignedOut} />}
      {page.at === 'information' && <InformationPage person={person} onSignedOut={onSignedOut} />}
      {page.at === 'information-import' && <ImportPage person={person} />}
      {page.at === 'information-publish' && <PublishInformationPage person={person} onSignedOut={onSignedOut} />}
      {page.at === 'information-synonyms' && <SynonymsPage person={person} onSignedOut={onSignedOut} />}
      {page.at === 'information-new' && <NewItemPage key={page.kind} kind={page.kind} />}
      {page.at === 'information-item' && <ItemPage key={page.item} item={page.item} person={person} onSignedOut={onSignedOut} />}
      {page.at === 'lookups' && <LookupsPage onSignedOut={onSignedOut} />}
      {page.at === 'accounts' && <AccountsPage person={person} onSignedOut={onSignedOut} />}
      {page.at === 'audit' && <AuditPage onSignedOut={onSignedOut} />}
      {page.at === 'password' && <PasswordPage name={person.name} forced={false} onDone={noMore} />}
    </>
  );
}

/** The page itself says that the password was changed. */
function noMore(): void {
  scrollTo(0, 0);
}

/** What the address says behind the page's own name. */
function restOf(page: Page): string | undefined {
  return 'rest' in page ? page.rest : undefined;
}

/** A set-up link goes before a session: whoever opens one wants to set up. */
function stageOf({ person, setupNeeded, mustChange }: SessionAnswer, token: string | null): Stage {
  if (token !== null) return { at: 'set-up', token };
  if (person === null) return { at: 'sign-in', noAccount: setupNeeded };
  return { at: mustChange ? 'must-change' : 'inside', person };
}
