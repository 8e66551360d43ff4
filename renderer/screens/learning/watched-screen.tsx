import { CalendarCheck, CircleCheck, PlayCircle, UserRound, UsersRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LearningView } from '../../../contract/ipc/learning.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ListRow } from '../../components/list.tsx';
import { Screen } from '../../components/screen.tsx';
import { Tag } from '../../components/tag.tsx';
import { VirtualGrid } from '../../components/virtual-grid.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useMinutes } from '../../i18n/use-minutes.ts';
import { useNavigation } from '../../navigation/navigation.tsx';
import { useTopic } from '../../state/use-topic.ts';
import { WhoWatches } from '../programs/who-watches.tsx';
import '../programs/find/finder.css';
import { SignedOut } from './signed-out.tsx';

type Watched = LearningView['watched'][number];

/** Everything that the member has watched this year, the latest first; each leads to its program. */
export function WatchedScreen(): ReactNode {
  const { t } = useTranslation('learning');
  const format = useFormat();
  const minutes = useMinutes();
  const { go, back } = useNavigation();
  const learning = useTopic('learning');
  if (learning === null) return <SignedOut />;
  const { watched, groups, selfSeconds, groupSeconds, year } = learning;
  const row = ({ program, at, together, completed, playedShare }: Watched, isFirst: boolean): ReactNode => (
    <ListRow
      icon={together ? UsersRound : UserRound}
      title={format.text(program.title)}
      detail={t(together ? 'watched.together' : 'watched.alone', { day: format.date(at), kind: t(`common:courseKind.${program.courseKind}`), length: minutes(program.lengthSeconds) })}
      end={
        completed ? (
          <Tag tone="done" icon={CircleCheck}>
            {t('state.completed')}
          </Tag>
        ) : (
          <Tag tone="info" icon={PlayCircle}>
            {t('state.begun', { share: format.share(playedShare) })}
          </Tag>
        )
      }
      focusKey={program.program}
      initialFocus={isFirst}
      onPress={() => go('program', { program: program.program })}
    />
  );
  return (
    <Screen
      title={t('watched.title', { year })}
      subtitle={t('watched.sum', { alone: minutes(selfSeconds), together: minutes(groupSeconds), count: groups.length })}
      onBack={back}
      actions={<WhoWatches brief />}
    >
      {watched.length === 0 ? (
        <EmptyState icon={CalendarCheck} title={t('watched.none.title')} hint={t('watched.none.hint')} />
      ) : (
        <VirtualGrid className="issue-list" label={t('watched.title', { year })} things={watched} keyOf={idOf} draw={row} />
      )}
    </Screen>
  );
}

const idOf = ({ program }: Watched): string => program.program;
