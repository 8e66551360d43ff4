import { MonitorCog } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { useTopic } from '../../state/use-topic.ts';
import { Fact, Facts } from './facts.tsx';

/** The machine and the program on it, as one is asked for on the telephone. */
export function TerminalFacts(): ReactNode {
  const { t } = useTranslation('site');
  const format = useFormat();
  const { version, runtime, enrolment } = useTopic('app');
  const { freeBytes } = useTopic('status');
  return (
    <Facts icon={MonitorCog} title={t('terminal.title')}>
      <Fact name={t('terminal.disk')}>{freeBytes === null ? t('terminal.unknown') : format.bytes(freeBytes)}</Fact>
      <Fact name={t('terminal.version')}>{version}</Fact>
      <Fact name={t('terminal.runtime')}>{t(`terminal.runtimeKind.${runtime.kind}`, { version: runtime.electron })}</Fact>
      {enrolment !== null && <Fact name={t('terminal.site')}>{enrolment.site.id}</Fact>}
    </Facts>
  );
}
