import { ArrowRight, CloudDownload } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProgramView } from '../../../contract/ipc/topics.ts';
import type { Category, ProgramId } from '../../../contract/programs/program.ts';
import { Button } from '../../components/button.tsx';
import { Choices } from '../../components/choices.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { categoryIcons } from '../../components/poster.tsx';
import { ProgramCard } from '../../components/program-card.tsx';
import { Screen } from '../../components/screen.tsx';
import { useToast } from '../../components/toast.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useMinutes } from '../../i18n/use-minutes.ts';
import { useProblemText } from '../../i18n/use-problem-text.ts';
import { useTopic } from '../../state/use-topic.ts';
import { categoryCounts, chosenPrograms, totalLength } from './selection.ts';

export interface ChooseProgramsProps {
  /** In the order of choosing. */
  readonly chosen: readonly ProgramId[];
  readonly onToggle: (program: ProgramId) => void;
  readonly onNext: () => void;
  readonly onLeave: () => void;
}

/** Step one: what is watched, in the order in which it is touched. */
export function ChoosePrograms({ chosen, onToggle, onNext, onLeave }: ChooseProgramsProps): ReactNode {
  const { t } = useTranslation('group');
  const format = useFormat();
  const minutes = useMinutes();
  const toast = useToast();
  const words = useProblemText();
  const programs = useTopic('programs');
  const [category, setCategory] = useState<Category | 'all'>('all');
  const selected = chosenPrograms(programs, chosen);
  const shown = programs.filter((program) => category === 'all' || program.category === category);

  const press = (program: ProgramView): void => {
    if (program.state.state === 'here') {
      onToggle(program.id);
      return;
    }
    const { what, safe } = words({ code: 'program-not-here', data: { program: program.id } });
    toast(format.sentences([what, safe]));
  };
  return (
    <Screen
      title={t('programs.title')}
      subtitle={t('programs.subtitle')}
      onBack={onLeave}
      actions={
        <>
          <p role="status">
            {selected.length === 0
              ? t('programs.nothingChosen')
              : t('programs.chosen', { count: selected.length, length: minutes(totalLength(selected)) })}
          </p>
          <Button variant="primary" icon={ArrowRight} disabled={selected.length === 0} onPress={onNext}>
            {t('common:next')}
          </Button>
        </>
      }
    >
      {programs.length === 0 ? (
        <EmptyState icon={CloudDownload} title={t('programs.empty.title')} hint={t('programs.empty.hint')} />
      ) : (
        <>
          <Choices
            label={t('programs.filter')}
            value={category}
            onChange={setCategory}
            options={[
              { value: 'all', label: t('programs.all'), count: programs.length },
              ...categoryCounts(programs).map(({ category: value, count }) => ({
                value,
                count,
                label: t(`common:category.${value}`),
                icon: categoryIcons[value],
              })),
            ]}
          />
          <div className="scroll program-cards" data-focus-group>
            {shown.map((program, index) => {
              const place = selected.findIndex(({ id }) => id === program.id);
              return (
                <ProgramCard
                  key={program.id}
                  program={program}
                  order={place < 0 ? null : place + 1}
                  initialFocus={index === 0}
                  onPress={() => press(program)}
                />
              );
            })}
          </div>
        </>
      )}
    </Screen>
  );
}
