import { CircleCheck, CloudCheck, CloudUpload, HardDrive, House, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupSummary } from '../../../contract/ipc/topics.ts';
import { Button } from '../../components/button.tsx';
import { Screen } from '../../components/screen.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useBack } from '../../navigation/use-back.ts';
import { useTopic } from '../../state/use-topic.ts';
import { GroupFigures } from './group-figures.tsx';
import { PeopleNames } from './people-names.tsx';
import { ProgramProgress } from './program-progress.tsx';
import { RatingRow } from './rating-row.tsx';
import './summary.css';

/** After the end: what is on record, whether it counts, and where the record is. */
export function Summary({ summary, onLeave }: { readonly summary: GroupSummary; readonly onLeave: () => void }): ReactNode {
  const { t } = useTranslation('group');
  const format = useFormat();
  useBack(onLeave);
  const counts = summary.faults.length === 0;
  const Verdict = counts ? CircleCheck : TriangleAlert;
  return (
    <Screen
      title={t('summary.title')}
      subtitle={t('summary.subtitle', {
        kind: t(`common:groupKind.${summary.kind}`),
        from: format.moment(summary.startedAt ?? summary.endedAt),
        to: format.time(summary.endedAt),
      })}
      actions={
        <>
          <WhereTheRecordIs />
          <Button large variant="primary" icon={House} initialFocus onPress={onLeave}>
            {t('summary.done')}
          </Button>
        </>
      }
    >
      <div className={counts ? 'verdict verdict--counts' : 'verdict'} role="status">
        <Verdict aria-hidden />
        <div>
          <p className="verdict__title">{t(counts ? 'summary.counts' : 'summary.doesNotCount')}</p>
          <p className="verdict__why">
            {counts
              ? t('summary.personTimes', { count: summary.members.length + summary.guests })
              : format.sentences(summary.faults.map((fault) => t(`fault.${fault}`)))}
          </p>
        </div>
      </div>
      <GroupFigures {...summary} members={summary.members.length} />
      <div className="summary__parts">
        <ProgramProgress programs={summary.programs} />
        <PeopleNames members={summary.members} />
      </div>
      <RatingRow viewing={summary.viewing} />
    </Screen>
  );
}

/** The truth about the record: on the disk or not yet, with the county or not yet. */
function WhereTheRecordIs(): ReactNode {
  const { t } = useTranslation('group');
  const format = useFormat();
  const { journal, line } = useTopic('status');
  const waiting = journal.last - journal.confirmed;
  if (journal.waitingForDisk > 0) {
    return (
      <p className="summary__record summary__record--waiting" role="status">
        <HardDrive aria-hidden />
        <span>{t('summary.record.inMemory', { count: journal.waitingForDisk, number: format.number(journal.waitingForDisk) })}</span>
      </p>
    );
  }
  const Icon = waiting === 0 ? CloudCheck : CloudUpload;
  return (
    <p className="summary__record" role="status">
      <Icon aria-hidden />
      <span>
        {waiting === 0
          ? t('summary.record.confirmed')
          : t(line === 'online' ? 'summary.record.onItsWay' : 'summary.record.waitsForLine', { count: waiting, number: format.number(waiting) })}
      </span>
    </p>
  );
}
