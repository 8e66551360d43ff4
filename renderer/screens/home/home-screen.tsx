import { BookOpenCheck, Clapperboard, Settings2, TriangleAlert, UsersRound, Wheat } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Poster } from '../../components/poster.tsx';
import { Screen } from '../../components/screen.tsx';
import { StatusLine } from '../../components/status-line.tsx';
import { Tile } from '../../components/tile.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useProblemText } from '../../i18n/use-problem-text.ts';
import { useNavigation } from '../../navigation/navigation.tsx';
import { usePrograms } from '../../state/use-programs.ts';
import { useTopic } from '../../state/use-topic.ts';
import { useNow } from '../../state/use-now.ts';
import { comingPlan } from './coming-plan.ts';
import { NextStrip } from './next-strip.tsx';
import './home-screen.css';

/** Where everything begins: five ways in, what is next, and one quiet line on how things stand. */
export function HomeScreen(): ReactNode {
  const { t } = useTranslation('home');
  const format = useFormat();
  const { go } = useNavigation();
  const { enrolment } = useTopic('app');
  const programs = usePrograms();
  const group = useTopic('group');
  const planned = comingPlan(useTopic('schedule'), useNow('minute'));
  const here = programs.filter((program) => program.state.state === 'here');
  const posters = here.filter((program) => program.posterUrl !== null).slice(0, 2);
  const site = enrolment?.site;
  return (
    <Screen
      className="home"
      title={site === undefined ? t('common:product') : format.text(site.name)}
      subtitle={site === undefined ? undefined : format.text(site.township.name)}
      largeClock
    >
      <div className="home__tiles" data-focus-group>
        <Tile
          className="home__wide"
          colour="main"
          icon={UsersRound}
          title={t('tiles.group.title')}
          hint={t('tiles.group.hint')}
          focusKey="group"
          initialFocus={group === null && planned?.isToday !== true}
          onPress={() => go('group')}
        />
        <Tile
          className="home__wide"
          icon={Clapperboard}
          title={t('tiles.programs.title')}
          hint={t('tiles.programs.hint', { count: here.length })}
          focusKey="programs"
          onPress={() => go('programs')}
          end={
            posters.length > 0 && (
              <span className="home__posters">
                {posters.map((program) => (
                  <Poster key={program.id} url={program.posterUrl} category={program.category} />
                ))}
              </span>
            )
          }
        />
        <Tile
          colour="done"
          icon={Wheat}
          title={t('tiles.information.title')}
          hint={t('tiles.information.hint')}
          focusKey="information"
          onPress={() => go('information')}
        />
        <Tile
          colour="info"
          icon={BookOpenCheck}
          title={t('tiles.learning.title')}
          hint={t('tiles.learning.hint')}
          focusKey="learning"
          onPress={() => go('learning')}
        />
        <Tile
          colour="plain"
          icon={Settings2}
          title={t('tiles.site.title')}
          hint={t('tiles.site.hint')}
          focusKey="site"
          onPress={() => go('site')}
        />
      </div>
      <NextStrip />
      <div className="home__foot">
        <FirstWarning />
        <StatusLine />
      </div>
    </Screen>
  );
}

/** The gravest warning in one line; all of them stand in the site management. */
function FirstWarning(): ReactNode {
  const { t } = useTranslation('home');
  const format = useFormat();
  const words = useProblemText();
  const [first, ...more] = useTopic('status').warnings;
  if (first === undefined) return null;
  const { what, todo } = words(first);
  return (
    <p className="home__warning" role="status">
      <TriangleAlert aria-hidden />
      <span>{format.sentences([what, todo, more.length > 0 ? t('moreWarnings', { count: more.length }) : ''])}</span>
    </p>
  );
}
