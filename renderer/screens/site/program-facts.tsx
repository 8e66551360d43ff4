import { Clapperboard } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProgramState } from '../../../contract/ipc/topics.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { usePrograms } from '../../state/use-programs.ts';
import { useTopic } from '../../state/use-topic.ts';
import { Fact, Facts } from './facts.tsx';

/** Which programs and members are here, and what is on its way. */
export function ProgramFacts(): ReactNode {
  const { t } = useTranslation('site');
  const format = useFormat();
  const programs = usePrograms();
  const roster = useTopic('roster');
  const of = (...states: readonly ProgramState['state'][]): string =>
    t('programs.count', { count: programs.filter((program) => states.includes(program.state.state)).length });
  const coming = programs.flatMap(({ state }) => (state.state === 'downloading' ? [state] : []));
  const done = coming.reduce((sum, { doneBytes }) => sum + doneBytes, 0);
  const total = coming.reduce((sum, { totalBytes }) => sum + totalBytes, 0);
  return (
    <Facts icon={Clapperboard} title={t('programs.title')}>
      <Fact name={t('programs.here')}>{of('here')}</Fact>
      <Fact name={t('programs.downloading')}>
        {of('downloading')}
        {total > 0 && t('programs.bytes', { done: format.bytes(done), total: format.bytes(total) })}
      </Fact>
      <Fact name={t('programs.waiting')}>{of('waiting', 'paused', 'absent')}</Fact>
      <Fact name={t('programs.members')}>{t('programs.people', { count: roster.length })}</Fact>
    </Facts>
  );
}
