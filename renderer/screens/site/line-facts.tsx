import { Wifi, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { useTopic } from '../../state/use-topic.ts';
import { Fact, Facts } from './facts.tsx';

/** Whether the county is in reach, and when it was and will be tried. */
export function LineFacts(): ReactNode {
  const { t } = useTranslation('site');
  const format = useFormat();
  const { line, lastContactAt, nextTryAt } = useTopic('status');
  const { enrolment } = useTopic('app');
  return (
    <Facts icon={line === 'online' ? Wifi : WifiOff} title={t('line.title')}>
      <Fact name={t('line.state')}>{t(`common:status.line.${line}`)}</Fact>
      <Fact name={t('line.lastContact')}>{lastContactAt === null ? t('line.never') : format.moment(lastContactAt)}</Fact>
      <Fact name={t('line.nextTry')}>{nextTryAt === null ? t('line.none') : format.moment(nextTryAt)}</Fact>
      {enrolment !== null && (
        <Fact name={format.text(enrolment.county)}>{enrolment.countyUrl}</Fact>
      )}
    </Facts>
  );
}
