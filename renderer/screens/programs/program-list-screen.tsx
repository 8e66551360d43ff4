import { Clapperboard } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { categoryIcons } from '../../components/poster.tsx';
import { ProgramCard } from '../../components/program-card.tsx';
import { Screen } from '../../components/screen.tsx';
import { useNavigation } from '../../navigation/navigation.tsx';
import { useTopic } from '../../state/use-topic.ts';
import { choose } from './program-choice.ts';
import type { ProgramScreens } from './routes.ts';
import { WhoWatches } from './who-watches.tsx';
import './programs.css';

/** The programs of one category or topic, or all of them. */
export function ProgramListScreen({ category, topic }: ProgramScreens['program-list']): ReactNode {
  const { t } = useTranslation('programs');
  const { go, back } = useNavigation();
  const programs = choose(useTopic('programs'), category, topic);
  const title = category !== null ? t(`common:category.${category}`) : topic !== null ? t('topicTitle', { topic }) : t('allTitle');
  return (
    <Screen title={title} subtitle={t('count', { count: programs.length })} onBack={back} actions={<WhoWatches />}>
      {programs.length === 0 ? (
        <EmptyState
          icon={category === null ? Clapperboard : categoryIcons[category]}
          title={t('noneHere.title')}
          hint={t('noneHere.hint')}
        />
      ) : (
        <div className="programs__cards scroll" role="group" aria-label={title} data-focus-group>
          {programs.map((program, index) => (
            <ProgramCard
              key={program.id}
              program={program}
              initialFocus={index === 0}
              onPress={() => go('program', { program: program.id })}
            />
          ))}
        </div>
      )}
    </Screen>
  );
}
