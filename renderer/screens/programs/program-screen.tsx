import { Clock3, FileText, GraduationCap, Newspaper, Play, Tag as TagIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProgramView } from '../../../contract/ipc/topics.ts';
import { Button } from '../../components/button.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { categoryIcons, Poster } from '../../components/poster.tsx';
import { Screen } from '../../components/screen.tsx';
import { Scroll } from '../../components/scroll.tsx';
import { Tag } from '../../components/tag.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useMinutes } from '../../i18n/use-minutes.ts';
import { useNavigation } from '../../navigation/navigation.tsx';
import { isPlayable } from '../../state/program-state.ts';
import { usePrograms } from '../../state/use-programs.ts';
import { useTopic } from '../../state/use-topic.ts';
import { ArrivalNote } from './arrival-note.tsx';
import { GoneScreen } from './gone-screen.tsx';
import type { ProgramScreens } from './routes.ts';
import { useWatch } from './use-watch.ts';
import { WhoWatches } from './who-watches.tsx';
import './programs.css';

/** One program: what it is about, and Play when it is here or comes while it plays. */
export function ProgramScreen({ program: id }: ProgramScreens['program']): ReactNode {
  const { t } = useTranslation('programs');
  const format = useFormat();
  const { go, back } = useNavigation();
  const { member } = useTopic('app');
  const program = usePrograms().find((each) => each.id === id);
  const watch = useWatch();
  if (program === undefined || program.state.state === 'withdrawn') return <GoneScreen onBack={back} />;
  const play = (): void => {
    if (member === null) go('sign-in', { thenPlay: id });
    else void watch.start(id);
  };
  return (
    <Screen title={format.text(program.title)} onBack={back} actions={<WhoWatches />}>
      <div className="program">
        <div className="program__picture">
          <Poster url={program.posterUrl} category={program.category} />
          {isPlayable(program) && (
            <Button className="program__play" variant="primary" large icon={Play} focusKey="play" initialFocus busy={watch.busy} onPress={play}>
              {t('play')}
            </Button>
          )}
          <ProblemMessage problem={watch.problem} />
        </div>
        <Scroll label={format.text(program.title)} className="program__words">
          <Facts program={program} />
          <ArrivalNote state={program.state} />
          <p className="program__summary">{format.text(program.summary)}</p>
          <Handouts program={program} />
        </Scroll>
      </div>
    </Screen>
  );
}

function Facts({ program }: { readonly program: ProgramView }): ReactNode {
  const { t } = useTranslation('programs');
  const minutes = useMinutes();
  return (
    <p className="program__facts">
      <Tag icon={Clock3}>{minutes(program.lengthSeconds)}</Tag>
      <Tag icon={categoryIcons[program.category]}>{t(`common:category.${program.category}`)}</Tag>
      <Tag icon={GraduationCap}>{t(`common:courseKind.${program.courseKind}`)}</Tag>
      <Tag icon={Newspaper}>{t('issue', { number: program.issue.number })}</Tag>
      {program.topics.map((topic) => (
        <Tag key={topic} icon={TagIcon}>
          {topic}
        </Tag>
      ))}
    </p>
  );
}

function Handouts({ program }: { readonly program: ProgramView }): ReactNode {
  const { t } = useTranslation('programs');
  const format = useFormat();
  if (program.handouts.length === 0) return null;
  return (
    <section className="program__handouts">
      <h2 className="program__heading">{t('handouts')}</h2>
      <ul>
        {program.handouts.map((handout) => (
          <li key={handout.url}>
            <FileText aria-hidden />
            {format.text(handout.title)}
          </li>
        ))}
      </ul>
      <p className="small soft">{t('handoutsHow')}</p>
    </section>
  );
}
