import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProgramState } from '../../../contract/ipc/topics.ts';
import { Message, ProblemMessage } from '../../components/message.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { isPlayable } from '../../state/program-state.ts';

/** What is to be known of a program that is not all here: that it may wait while it plays, or why it cannot be played. */
export function ArrivalNote({ state }: { readonly state: ProgramState }): ReactNode {
  const { t } = useTranslation('programs');
  const format = useFormat();
  if (state.state === 'here' || state.state === 'withdrawn') return null;
  return (
    <>
      {isPlayable({ state }) ? (
        <Message
          tone="info"
          what={state.state === 'absent' ? t('arriving.overTheLine') : t('arriving.what')}
          todo={t('arriving.todo')}
        />
      ) : state.state === 'waiting' && state.reason !== null ? (
        <ProblemMessage problem={state.reason} tone="warning" />
      ) : (
        <Message tone={state.state === 'downloading' ? 'info' : 'warning'} what={t(`${state.state}.what`)} todo={t(`${state.state}.todo`)} />
      )}
      {'doneBytes' in state && (
        <ProgressBar
          label={t('amount', { done: format.bytes(state.doneBytes), total: format.bytes(state.totalBytes) })}
          share={state.doneBytes / state.totalBytes}
          tone={state.state === 'downloading' ? 'info' : 'waiting'}
        />
      )}
    </>
  );
}
