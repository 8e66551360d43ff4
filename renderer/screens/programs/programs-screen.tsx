import { Clapperboard, Ellipsis, GraduationCap, LayoutGrid, Newspaper, PlayCircle, Sparkles, Tag as TagIcon } from 'lucide-react';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { categories, courseKinds } from '../../../contract/programs/program.ts';
import type { Category } from '../../../contract/programs/program.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { categoryIcons, Poster } from '../../components/poster.tsx';
import { Screen } from '../../components/screen.tsx';
import { Tile } from '../../components/tile.tsx';
import type { TileProps } from '../../components/tile.tsx';
import { useNavigation } from '../../navigation/navigation.tsx';
import { useKeptState } from '../../navigation/use-kept.ts';
import { offered } from '../../state/program-state.ts';
import { useIsNew } from '../../state/use-is-new.ts';
import { usePrograms } from '../../state/use-programs.ts';
import { useTopic } from '../../state/use-topic.ts';
import { choose, named, topicsOf } from './program-choice.ts';
import { WhoWatches } from './who-watches.tsx';
import './programs.css';

const categoryColours: Readonly<Record<Category, NonNullable<TileProps['colour']>>> = {
  'political-theory': 'danger',
  'policy-regulation': 'info',
  'wealth-skill': 'done',
  'practical-technology': 'waiting',
};

/** As many as fit below the categories without scrolling. */
const FEW_TOPICS = 5;

const any = { category: null, topic: null, issue: null } as const;

/** Where a member begins to look for a program: what was begun and what is new, by category, course kind, topic, issue, or through all. */
export function ProgramsScreen(): ReactNode {
  const { t } = useTranslation('programs');
  const { go, back } = useNavigation();
  const all = usePrograms();
  const learning = useTopic('learning');
  const isNew = useIsNew();
  const [allTopics, setAllTopics] = useKeptState('programs.allTopics', false);
  const programs = useMemo(() => offered(all), [all]);
  const topics = useMemo(() => topicsOf(programs), [programs]);
  const byCategory = useMemo(
    () =>
      categories.map((category) => {
        const chosen = choose(programs, { ...any, category });
        return { category, count: chosen.length, posterUrl: chosen.find((program) => program.posterUrl !== null)?.posterUrl ?? null };
      }),
    [programs],
  );
  const newCount = useMemo(() => programs.filter(({ issue }) => isNew(issue.publishedAt)).length, [programs, isNew]);
  const begun = useMemo(() => named(programs, learning?.toContinue.map(({ program }) => program) ?? []).length, [programs, learning]);
  return (
    <Screen title={t('title')} subtitle={t('question')} onBack={back} actions={<WhoWatches />}>
      {programs.length === 0 ? (
        <EmptyState icon={Clapperboard} title={t('none.title')} hint={t('none.hint')} />
      ) : (
        <>
          <div className="programs__categories" data-focus-group>
            {byCategory.map(({ category, count, posterUrl }) => (
              <Tile
                key={category}
                icon={categoryIcons[category]}
                colour={categoryColours[category]}
                title={t(`common:category.${category}`)}
                hint={t('count', { count })}
                focusKey={category}
                onPress={() => go('program-list', { ...any, category })}
                end={
                  posterUrl !== null && (
                    <span className="programs__poster">
                      <Poster url={posterUrl} category={category} />
                    </span>
                  )
                }
              />
            ))}
          </div>
          <div className="programs__topics scroll" role="group" aria-label={t('topics')} data-focus-group>
            {begun > 0 && (
              <Button icon={PlayCircle} focusKey="to-continue" onPress={() => go('program-list', { ...any, only: 'to-continue' })}>
                {t('continue', { count: begun })}
              </Button>
            )}
            <Button icon={LayoutGrid} focusKey="all" onPress={() => go('program-list', any)}>
              {t('all', { count: programs.length })}
            </Button>
            {newCount > 0 && (
              <Button icon={Sparkles} focusKey="new" onPress={() => go('program-list', { ...any, only: 'new' })}>
                {t('new', { count: newCount })}
              </Button>
            )}
            <Button icon={Newspaper} focusKey="issues" onPress={() => go('issues')}>
              {t('issuesTitle')}
            </Button>
            {courseKinds.map((kind) => (
              <Button key={kind} icon={GraduationCap} focusKey={`kind-${kind}`} onPress={() => go('program-list', { ...any, kind })}>
                {t('kind', { kind: t(`common:courseKind.${kind}`), count: programs.filter(({ courseKind }) => courseKind === kind).length })}
              </Button>
            ))}
            {(allTopics ? topics : topics.slice(0, FEW_TOPICS)).map(({ topic, count }) => (
              <Button key={topic} icon={TagIcon} focusKey={`topic-${topic}`} onPress={() => go('program-list', { ...any, topic })}>
                {t('topic', { topic, count })}
              </Button>
            ))}
            {!allTopics && topics.length > FEW_TOPICS && (
              <Button icon={Ellipsis} focusKey="all-topics" onPress={() => setAllTopics(true)}>
                {t('moreTopics', { count: topics.length - FEW_TOPICS })}
              </Button>
            )}
          </div>
        </>
      )}
    </Screen>
  );
}
