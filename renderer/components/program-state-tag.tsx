import { CircleOff, CirclePause, CloudDownload, Hourglass, Wifi, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProgramState } from '../../contract/ipc/topics.ts';
import { useFormat } from '../i18n/use-format.ts';
import { Tag } from './tag.tsx';

/** Says how much of a program is here, where it is not all of it. */
export function ProgramStateTag({ state }: { readonly state: ProgramState }): ReactNode {
  const { t } = useTranslation('common');
  const format = useFormat();
  switch (state.state) {
    case 'here':
      return null;
    case 'downloading':
      return (
        <Tag tone="info" icon={CloudDownload}>
          {t('programState.downloading', { share: format.share(state.doneBytes / state.totalBytes) })}
        </Tag>
      );
    case 'waiting':
      return (
        <Tag tone="waiting" icon={Hourglass}>
          {state.doneBytes > 0 ? t('programState.waitingAt', { share: format.share(state.doneBytes / state.totalBytes) }) : t('programState.waiting')}
        </Tag>
      );
    case 'paused':
      return (
        <Tag tone="waiting" icon={CirclePause}>
          {t('programState.paused')}
        </Tag>
      );
    case 'absent':
      return state.playable ? (
        <Tag tone="info" icon={Wifi}>
          {t('programState.overTheLine')}
        </Tag>
      ) : (
        <Tag icon={WifiOff}>{t('programState.absent')}</Tag>
      );
    case 'withdrawn':
      return (
        <Tag tone="danger" icon={CircleOff}>
          {t('programState.withdrawn')}
        </Tag>
      );
  }
}
