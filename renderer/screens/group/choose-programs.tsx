import { ArrowRight, CloudDownload } from 'lucide-react';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProgramView } from '../../../contract/ipc/topics.ts';
import type { ProgramId } from '../../../contract/programs/program.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ProgramCard } from '../../components/program-card.tsx';
import { Screen } from '../../components/screen.tsx';
import { useToast } from '../../components/toast.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useMinutes } from '../../i18n/use-minutes.ts';
import { useProblemText } from '../../i18n/use-problem-text.ts';
import { isHere, isPlayable, offered } from '../../state/program-state.ts';
import { useIsNew } from '../../state/use-is-new.ts';
import { usePrograms } from '../../state/use-programs.ts';
import { Finder } from '../programs/find/finder.tsx';
import { chosenPrograms, totalLength } from './selection.ts';

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
  const isNew = useIsNew();
  const all = usePrograms();
  const programs = useMemo(() => offered(all), [all]);
  const selected = chosenPrograms(programs, chosen);
  const arriving = selected.filter((program) => !isHere(program)).length;

  const press = (program: ProgramView): void => {
    if (isPlayable(program)) {
      onToggle(program.id);
      if (!isHere(program) && !chosen.includes(program.id)) toast(t('programs.arrivingToast'));
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
              : t(arriving === 0 ? 'programs.chosenAll' : 'programs.chosenSome', {
                  chosen: t('programs.chosen', { count: selected.length, length: minutes(totalLength(selected)) }),
                  arriving: t('programs.stillArriving', { count: arriving }),
                })}
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
        <Finder
          label={t('programs.title')}
          programs={programs}
          by={{ category: true, issue: true }}
          draw={(program, isFirst) => {
            const place = selected.findIndex(({ id }) => id === program.id);
            return (
              <ProgramCard
                program={program}
                order={place < 0 ? null : place + 1}
                isNew={isNew(program.issue.publishedAt)}
                initialFocus={isFirst}
                onPress={press}
              />
            );
          }}
        />
      )}
    </Screen>
  );
}
