import { CircleCheck, CircleOff, CirclePause, CloudDownload, CloudOff, Hourglass } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Tag } from '../../components/tag.tsx';
import type { TagProps } from '../../components/tag.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { shareOf } from './issues.ts';
import type { IssueState } from './issues.ts';

const looks: Readonly<Record<IssueState['state'], { readonly icon: LucideIcon; readonly tone: NonNullable<TagProps['tone']> }>> = {
  here: { icon: CircleCheck, tone: 'done' },
  downloading: { icon: CloudDownload, tone: 'info' },
  waiting: { icon: Hourglass, tone: 'waiting' },
  paused: { icon: CirclePause, tone: 'waiting' },
  partial: { icon: CloudDownload, tone: 'plain' },
  absent: { icon: CloudOff, tone: 'plain' },
  withdrawn: { icon: CircleOff, tone: 'danger' },
};

/** How an issue stands in a few words, e.g. `Downloading 40 %`. */
export function IssueStateTag({ issue }: { readonly issue: IssueState }): ReactNode {
  const { t } = useTranslation('programs');
  const format = useFormat();
  const { icon, tone } = looks[issue.state];
  return (
    <Tag tone={tone} icon={icon}>
      {t(`issueState.${issue.state}`, { share: format.share(shareOf(issue)) })}
    </Tag>
  );
}
