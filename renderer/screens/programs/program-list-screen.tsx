import { Clapperboard } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProgramView } from '../../../contract/ipc/topics.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { categoryIcons } from '../../components/poster.tsx';
import { ProgramCard } from '../../components/program-card.tsx';
import { Screen } from '../../components/screen.tsx';
import { useNavigation } from '../../navigation/navigation.tsx';
import { useIsNew } from '../../state/use-is-new.ts';
import { usePrograms } from '../../state/use-programs.ts';
import { useTopic } from '../../state/use-topic.ts';
import { Finder } from './find/finder.tsx';
import { choose, named } from './program-choice.ts';
import type { ProgramScreens } from './routes.ts';
import { WhoWatches } from './who-watches.tsx';
import './programs.css';

/** The programs of one category, topic, course kind or issue; those that are new, or were begun; or all of them. */
export function ProgramListScreen({ category, topic, issue, kind, only }: ProgramScreens['program-list']): ReactNode {
  const { t } = useTranslation('programs');
  const { go, back } = useNavigation();
  const all = usePrograms();
  const learning = useTopic('learning');
  const isNew = useIsNew();
  const programs = useMemo(() => {
    if (only === 'to-continue') return named(all, learning?.toContinue.map(({ program }) => program) ?? []);
    const chosen = choose(all, { category, topic, issue, kind });
    return only === 'new' ? chosen.filter((program) => isNew(program.issue.publishedAt)) : chosen;
  }, [all, category, topic, issue, kind, only, learning, isNew]);
  const completed = useMemo(() => new Set(learning?.completed), [learning]);
  const seen = useMemo(() => new Map(learning?.toContinue.map(({ program, playedShare }) => [program, playedShare])), [learning]);
  const number = issue === null ? undefined : programs[0]?.issue.number;
  const open = useCallback((program: ProgramView) => go('program', { program: program.id }), [go]);
  const title =
    only === 'new'
      ? t('onlyNew')
      : only === 'to-continue'
        ? t('toContinue')
        : kind !== undefined
          ? t(`kindTitle.${kind}`)
          : category !== null
            ? t(`common:category.${category}`)
            : topic !== null
              ? t('topicTitle', { topic })
              : number !== undefined
                ? t('issue', { number })
                : t('allTitle');
  return (
    <Screen title={title} subtitle={t('count', { count: programs.length })} onBack={back} actions={<WhoWatches />}>
      {programs.length === 0 ? (
        <EmptyState icon={category === null ? Clapperboard : categoryIcons[category]} title={t('noneHere.title')} hint={t('noneHere.hint')} />
      ) : (
        <Finder
          label={title}
          programs={programs}
          by={{ category: category === null, issue: issue === null }}
          draw={(program, isFirst) => (
            <ProgramCard
              program={program}
              isNew={isNew(program.issue.publishedAt)}
              isDone={completed.has(program.id)}
              seenShare={seen.get(program.id)}
              initialFocus={isFirst}
              onPress={open}
            />
          )}
        />
      )}
    </Screen>
  );
}
