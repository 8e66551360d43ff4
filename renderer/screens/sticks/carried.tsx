import { CircleCheck, CircleStop, CloudDownload, Inbox, Usb } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StickWork } from '../../../contract/ipc/topics.ts';
import { Message, ProblemMessage } from '../../components/message.tsx';
import { Scroll } from '../../components/scroll.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useTopic } from '../../state/use-topic.ts';
import { Refused } from './refused.tsx';

type Outcome = NonNullable<StickWork['outcome']>;
type Of<O extends Outcome['outcome']> = Extract<Outcome, { outcome: O }>;

/** How it ended, in plain words, and whether the stick may be pulled out. */
export function Carried({ outcome }: { readonly outcome: Outcome }): ReactNode {
  const { t } = useTranslation('sticks');
  switch (outcome.outcome) {
    case 'records-exported':
      return <RecordsExported outcome={outcome} />;
    case 'receipts-imported':
      return <ReceiptsImported outcome={outcome} />;
    case 'issues-exported':
      return <IssuesExported outcome={outcome} />;
    case 'issues-imported':
      return <IssuesImported outcome={outcome} />;
    case 'cancelled':
      return <Ending icon={CircleStop} tone="waiting" what={t('ended.cancelled')} next={t('ended.cancelledNext')} />;
    case 'failed':
      return (
        <div className="stick-ended">
          <ProblemMessage problem={outcome.problem} />
        </div>
      );
  }
}

function RecordsExported({ outcome: { lines, full } }: { readonly outcome: Of<'records-exported'> }): ReactNode {
  const { t } = useTranslation('sticks');
  const number = useFormat().number(lines);
  if (full) return <Ending icon={CircleStop} tone="waiting" what={t('ended.recordsFull', { count: lines, number })} next={t('ended.recordsFullNext')} />;
  if (lines === 0) return <Ending icon={Inbox} tone="done" what={t('ended.recordsNone')} next={t('ended.recordsNoneNext')} />;
  return <Ending icon={CircleCheck} tone="done" what={t('ended.records', { count: lines, number })} next={t('ended.recordsNext')} />;
}

function ReceiptsImported({ outcome: { taken, confirmed, refused } }: { readonly outcome: Of<'receipts-imported'> }): ReactNode {
  const { t } = useTranslation('sticks');
  const format = useFormat();
  const { journal } = useTopic('status');
  const rest = Math.max(0, journal.last - confirmed);
  const number = format.number(confirmed);
  const refusedNote = refused > 0 && <Message tone="warning" what={t('ended.receiptsRefused', { count: refused })} safe={t('ended.receiptsRefusedSafe')} />;
  if (taken === 0) {
    return (
      <Ending icon={Inbox} tone="waiting" what={t('ended.receiptsNone')} next={t('ended.receiptsNoneNext')}>
        {refusedNote}
      </Ending>
    );
  }
  const next = rest === 0 ? t('ended.receiptsAll') : t('ended.receiptsRest', { count: rest, number: format.number(rest) });
  return (
    <Ending icon={CircleCheck} tone="done" what={t(rest === 0 ? 'ended.receiptsEverything' : 'ended.receipts', { count: confirmed, number })} next={next}>
      {refusedNote}
    </Ending>
  );
}

function IssuesExported({ outcome: { issues, bytes } }: { readonly outcome: Of<'issues-exported'> }): ReactNode {
  const { t } = useTranslation('sticks');
  const format = useFormat();
  return <Ending icon={CircleCheck} tone="done" what={t('ended.issuesExported', { count: issues })} next={t('ended.issuesExportedNext', { bytes: format.bytes(bytes) })} />;
}

function IssuesImported({ outcome: { issues, refused, information } }: { readonly outcome: Of<'issues-imported'> }): ReactNode {
  const { t } = useTranslation('sticks');
  const format = useFormat();
  const whole = issues.filter(({ missingFiles }) => missingFiles === 0).length;
  const parts = issues.filter(({ missingFiles }) => missingFiles > 0);
  const brought = issues.length > 0 || information !== null;
  const ofIssues = issues.length === 0 ? t('ended.issuesNone') : t('ended.issuesImported', { count: whole });
  const what = issues.length === 0 && information !== null ? t('ended.informationImported') : ofIssues;
  return (
    <Ending icon={brought ? CircleCheck : Inbox} tone={brought ? 'done' : 'waiting'} what={what} next={issues.length > 0 && information !== null ? t('ended.informationImported') : ''}>
      {parts.map(({ issue, number, missingFiles, missingBytes }) => (
        <p key={issue} className="stick-ended__part">
          <CloudDownload aria-hidden />
          {t('ended.issuePart', { count: missingFiles, number, bytes: format.bytes(missingBytes) })}
        </p>
      ))}
      <Refused refused={refused} />
    </Ending>
  );
}

interface EndingProps {
  readonly icon: LucideIcon;
  readonly tone: 'done' | 'waiting';
  readonly what: string;
  readonly next: string;
  readonly children?: ReactNode;
}

function Ending({ icon: Icon, tone, what, next, children }: EndingProps): ReactNode {
  const { t } = useTranslation('sticks');
  return (
    <Scroll label={what} className="stick-ended">
      <div className={`stick-ended__what stick-ended__what--${tone}`} role="status">
        <Icon aria-hidden />
        <h2>{what}</h2>
      </div>
      {next !== '' && <p>{next}</p>}
      <p className="stick-ended__pull">
        <Usb aria-hidden />
        {t('ended.pull')}
      </p>
      {children}
    </Scroll>
  );
}
