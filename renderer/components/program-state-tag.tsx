import { CloudDownload, Hourglass } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProgramView } from '../../contract/ipc/topics.ts';
import { useFormat } from '../i18n/use-format.ts';
import { Tag } from './tag.tsx';

/** Says why a program cannot be played yet; nothing when it can. */
export function ProgramStateTag({ state }: { readonly state: ProgramView['state'] }): ReactNode {
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
          {t('programState.waiting')}
        </Tag>
      );
  }
}
