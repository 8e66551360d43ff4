import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PublishedIssue, WithdrawalRequest } from '../../publish/schemas.ts';
import type { Refusal } from '../api.ts';
import { ErrorNote } from '../parts/error-note.tsx';
import { refusalOf } from '../parts/refusal-text.ts';
import { IssuesList } from './issues-list.tsx';
import { askIssues, moveIssue } from './publish-api.ts';
import { PublishSteps } from './publish-steps.tsx';
import { usePublishing } from './use-publishing.ts';

/** A new issue from a folder, and what was published before. */
export function PublishPage({ onSignedOut }: { readonly onSignedOut: () => void }) {
  const { t } = useTranslation();
  const [issues, setIssues] = useState<readonly PublishedIssue[] | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);

  const [asked, setAsked] = useState(0);
  const reload = useCallback(() => setAsked((times) => times + 1), []);
  const publishing = usePublishing(reload);

  useEffect(() => {
    const abort = new AbortController();
    askIssues(abort.signal).then(
      (listed) => {
        setIssues(listed);
        setRefusal(null);
      },
      (error: unknown) => {
        if (!abort.signal.aborted) setRefusal(refusalOf(error));
      },
    );
    return () => abort.abort();
  }, [asked]);

  useEffect(() => {
    if (refusal?.kind === 'unauthorized' || publishing.refusal?.kind === 'unauthorized') onSignedOut();
  }, [refusal, publishing.refusal, onSignedOut]);

  const move = async (issue: string, request: WithdrawalRequest): Promise<void> => {
    setBusy(true);
    try {
      await moveIssue(issue, request);
      reload();
    } catch (error) {
      setRefusal(refusalOf(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <main className="page publish">
      <section>
        <h1>{t('publish.title')}</h1>
        {publishing.refusal !== null && <ErrorNote refusal={publishing.refusal} onTryAgain={publishing.again} />}
        <PublishSteps publishing={publishing} />
      </section>
      <section aria-busy={busy}>
        <h2>{t('publish.published')}</h2>
        {refusal !== null && <ErrorNote refusal={refusal} onTryAgain={reload} />}
        {issues === null && refusal === null && (
          <p className="quiet" role="status">
            {t('loading')}
          </p>
        )}
        {issues !== null && <IssuesList issues={issues} busy={busy} onMove={(issue, request) => void move(issue, request)} />}
      </section>
    </main>
  );
}
