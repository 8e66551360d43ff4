import { Clapperboard, LayoutGrid, Newspaper, Tag as TagIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { categories } from '../../../contract/programs/program.ts';
import type { Category } from '../../../contract/programs/program.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { categoryIcons, Poster } from '../../components/poster.tsx';
import { Screen } from '../../components/screen.tsx';
import { Tile } from '../../components/tile.tsx';
import type { TileProps } from '../../components/tile.tsx';
import { useNavigation } from '../../navigation/navigation.tsx';
import { offered } from '../../state/program-state.ts';
import { usePrograms } from '../../state/use-programs.ts';
import { choose, topicsOf } from './program-choice.ts';
import { WhoWatches } from './who-watches.tsx';
import './programs.css';

const categoryColours: Readonly<Record<Category, NonNullable<TileProps['colour']>>> = {
  'political-theory': 'danger',
  'policy-regulation': 'info',
  'wealth-skill': 'done',
  'practical-technology': 'waiting',
};

/** Where a member begins to look for a program: by category, by topic, or through all. */
export function ProgramsScreen(): ReactNode {
  const { t } = useTranslation('programs');
  const { go, back } = useNavigation();
  const programs = offered(usePrograms());
  const topics = topicsOf(programs);
  return (
    <Screen title={t('title')} subtitle={t('question')} onBack={back} actions={<WhoWatches />}>
      {programs.length === 0 ? (
        <EmptyState icon={Clapperboard} title={t('none.title')} hint={t('none.hint')} />
      ) : (
        <>
          <div className="programs__categories" data-focus-group>
            {categories.map((category) => {
              const chosen = choose(programs, { category, topic: null, issue: null });
              const posterUrl = chosen.find((program) => program.posterUrl !== null)?.posterUrl ?? null;
              return (
                <Tile
                  key={category}
                  icon={categoryIcons[category]}
                  colour={categoryColours[category]}
                  title={t(`common:category.${category}`)}
                  hint={t('count', { count: chosen.length })}
                  focusKey={category}
                  onPress={() => go('program-list', { category, topic: null, issue: null })}
                  end={
                    posterUrl !== null && (
                      <span className="programs__poster">
                        <Poster url={posterUrl} category={category} />
                      </span>
                    )
                  }
                />
              );
            })}
          </div>
          <div className="programs__topics scroll" role="group" aria-label={t('topics')} data-focus-group>
            <Button icon={LayoutGrid} focusKey="all" onPress={() => go('program-list', { category: null, topic: null, issue: null })}>
              {t('all', { count: programs.length })}
            </Button>
            <Button icon={Newspaper} focusKey="issues" onPress={() => go('issues')}>
              {t('issuesTitle')}
            </Button>
            {topics.map(({ topic, count }) => (
              <Button key={topic} icon={TagIcon} focusKey={`topic-${topic}`} onPress={() => go('program-list', { category: null, topic, issue: null })}>
                {t('topic', { topic, count })}
              </Button>
            ))}
          </div>
        </>
      )}
    </Screen>
  );
}
