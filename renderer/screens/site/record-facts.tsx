import { NotebookPen } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { useTopic } from '../../state/use-topic.ts';
import { Fact, Facts } from './facts.tsx';

/** What has been recorded, and what the county has of it. */
export function RecordFacts(): ReactNode {
  const { t } = useTranslation('site');
  const format = useFormat();
  const { journal, line } = useTopic('status');
  const waiting = Math.max(0, journal.last - journal.confirmed);
  const lines = (count: number): string => t('records.lines', { count, number: format.number(count) });
  return (
    <Facts icon={NotebookPen} title={t('records.title')} note={waiting > 0 && line === 'offline' ? t('records.byStick') : undefined}>
      <Fact name={t('records.recorded')}>{lines(journal.last)}</Fact>
      <Fact name={t('records.confirmed')}>{lines(journal.confirmed)}</Fact>
      <Fact name={t('records.waiting')}>{lines(waiting)}</Fact>
      <Fact name={t('records.waitingForDisk')}>{lines(journal.waitingForDisk)}</Fact>
    </Facts>
  );
}
