import { CircleCheck, House, LayoutGrid, RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProgramView } from '../../../contract/ipc/topics.ts';
import type { ViewingId } from '../../../contract/usage/event.ts';
import { Button } from '../../components/button.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { ProgramCard } from '../../components/program-card.tsx';
import { Screen } from '../../components/screen.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useNavigation } from '../../navigation/navigation.tsx';
import { usePrograms } from '../../state/use-programs.ts';
import { useTopic } from '../../state/use-topic.ts';
import { afterwards } from './program-choice.ts';
import { Rating } from './rating.tsx';
import { useWatch } from './use-watch.ts';
import './programs.css';

const SUGGESTIONS = 4;

/** After the last second of a film: it is recorded, and there is more to see. */
export function FinishedScreen({ program, viewing }: { readonly program: ProgramView; readonly viewing: ViewingId }): ReactNode {
  const { t } = useTranslation('programs');
  const format = useFormat();
  const { go, replace, home, back } = useNavigation();
  const { member } = useTopic('app');
  const watch = useWatch();
  const suggestions = afterwards(usePrograms(), program.id, SUGGESTIONS);
  return (
    <Screen
      title={t('finished.title', { title: format.text(program.title) })}
      onBack={back}
      actions={
        <>
          <Button icon={RotateCcw} busy={watch.busy} onPress={() => void watch.start(program.id, 'instead')}>
            {t('finished.again')}
          </Button>
          <Button
            icon={LayoutGrid}
            onPress={() => {
              home();
              go('programs');
            }}
          >
            {t('finished.another')}
          </Button>
          <Button variant="primary" icon={House} initialFocus={suggestions.length === 0} onPress={home}>
            {t('finished.home')}
          </Button>
        </>
      }
    >
      <p className="finished__recorded">
        <CircleCheck aria-hidden />
        {member === null ? t('finished.recordedWithout') : t('finished.recorded', { name: member.name })}
      </p>
      <Rating viewing={viewing} program={program.id} />
      <ProblemMessage problem={watch.problem} />
      {suggestions.length > 0 && (
        <>
          <h2 className="program__heading">{t('finished.more')}</h2>
          <div className="programs__cards programs__cards--four" role="group" aria-label={t('finished.more')} data-focus-group>
            {suggestions.map((each, index) => (
              <ProgramCard
                key={each.id}
                program={each}
                initialFocus={index === 0}
                onPress={({ id }) => replace('program', { program: id })}
              />
            ))}
          </div>
        </>
      )}
    </Screen>
  );
}
