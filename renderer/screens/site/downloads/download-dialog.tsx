import { ArrowUpToLine, CircleArrowDown, CirclePause, RotateCw, ShieldCheck, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { ProblemMessage } from '../../../components/message.tsx';
import { ProgressBar } from '../../../components/progress-bar.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { useCall } from '../../../state/use-call.ts';
import { IssueStateTag } from '../../programs/issue-state-tag.tsx';
import { shareOf } from '../../programs/issues.ts';
import type { IssueState } from '../../programs/issues.ts';
import { actionsFor } from './download-actions.ts';
import { useDownloadText } from './use-download-text.ts';

/** One issue: how it comes along, kept up to date, and what can be done about it. */
export function DownloadDialog({ issue, onClose }: { readonly issue: IssueState; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('downloads');
  const format = useFormat();
  const text = useDownloadText(issue);
  const [cancelling, setCancelling] = useState(false);
  const fetch = useCall('downloads.fetch');
  const pause = useCall('downloads.pause');
  const retry = useCall('downloads.retry');
  const first = useCall('downloads.first');
  const keep = useCall('downloads.keep');
  const cancel = useCall('downloads.cancel');
  const calls = [fetch, pause, retry, first, keep, cancel];
  const problem = calls.find((call) => call.problem !== null)?.problem ?? null;
  const can = actionsFor(issue);
  const about = { issue: issue.issue };
  const ask = (call: { readonly run: (args: { issue: string }) => Promise<unknown> }): void => {
    for (const each of calls) each.clearProblem();
    void call.run(about);
  };
  const title = t('programs:issueTitle', { number: issue.number, title: format.text(issue.title) });
  if (cancelling) {
    return (
      <Dialog
        key="cancel"
        title={t('cancel.question', { title })}
        onClose={() => setCancelling(false)}
        actions={
          <>
            <Button
              variant="danger"
              icon={Trash2}
              onPress={() => {
                ask(cancel);
                setCancelling(false);
              }}
            >
              {t('cancel.yes')}
            </Button>
            <Button variant="primary" initialFocus onPress={() => setCancelling(false)}>
              {t('cancel.no')}
            </Button>
          </>
        }
      >
        <p>{t('cancel.detail', { size: format.bytes(issue.doneBytes) })}</p>
      </Dialog>
    );
  }
  const runs = can.includes('pause');
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <Button variant="primary" initialFocus={can.length === 0} onPress={onClose}>
          {t('close')}
        </Button>
      }
    >
      <p className="downloads__facts">
        <IssueStateTag issue={issue} />
        <span>{t('programs:issueFacts', { day: format.date(issue.publishedAt), programs: t('programs:count', { count: issue.programs }) })}</span>
      </p>
      <ProgressBar label={issue.reason === null ? text.pace : t('state.waiting')} value={text.amount} share={shareOf(issue)} tone={text.tone} />
      <ProblemMessage problem={issue.reason} tone="warning" />
      <ProblemMessage problem={problem} />
      <div className="downloads__actions" data-focus-group>
        {(runs || can.includes('fetch')) && (
          // One button in one place: it keeps focus when pressing it turns one into the other.
          <Button key="run" icon={runs ? CirclePause : CircleArrowDown} initialFocus busy={pause.busy || fetch.busy} onPress={() => ask(runs ? pause : fetch)}>
            {runs ? t('action.pause') : issue.doneBytes > 0 ? t('action.goOn') : t('action.fetch')}
          </Button>
        )}
        {can.includes('retry') && (
          <Button icon={RotateCw} busy={retry.busy} onPress={() => ask(retry)}>
            {t('action.retry')}
          </Button>
        )}
        {can.includes('first') && (
          <Button icon={ArrowUpToLine} busy={first.busy} onPress={() => ask(first)}>
            {t('action.first')}
          </Button>
        )}
        {can.includes('keep') && (
          <Button
            icon={ShieldCheck}
            pressed={issue.kept}
            initialFocus={!runs && !can.includes('fetch')}
            busy={keep.busy}
            onPress={() => void keep.run({ ...about, kept: !issue.kept })}
          >
            {issue.kept ? t('action.kept') : t('action.keep')}
          </Button>
        )}
        {can.includes('cancel') && (
          <Button variant="danger" icon={Trash2} busy={cancel.busy} onPress={() => setCancelling(true)}>
            {t('action.cancel')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
