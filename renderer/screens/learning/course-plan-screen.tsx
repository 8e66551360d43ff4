import { Check, GraduationCap } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LearningView } from '../../../contract/ipc/learning.ts';
import type { ProgramView } from '../../../contract/ipc/topics.ts';
import type { ProgramId } from '../../../contract/programs/program.ts';
import { MAX_COURSES } from '../../../contract/viewing/course-plan.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { ProgramCard } from '../../components/program-card.tsx';
import { Screen } from '../../components/screen.tsx';
import { useToast } from '../../components/toast.tsx';
import { useNavigation } from '../../navigation/navigation.tsx';
import { useKeptState } from '../../navigation/use-kept.ts';
import { offered } from '../../state/program-state.ts';
import { useCall } from '../../state/use-call.ts';
import { usePrograms } from '../../state/use-programs.ts';
import { useTopic } from '../../state/use-topic.ts';
import { Finder } from '../programs/find/finder.tsx';
import { SignedOut } from './signed-out.tsx';
import { toggled } from './toggled.ts';
import './learning-screen.css';

/** The special courses of the menu, to be chosen for the year. */
export function CoursePlanScreen(): ReactNode {
  const learning = useTopic('learning');
  return learning === null ? <SignedOut /> : <Choosing learning={learning} />;
}

function Choosing({ learning }: { readonly learning: LearningView }): ReactNode {
  const { t } = useTranslation('learning');
  const { back } = useNavigation();
  const toast = useToast();
  const save = useCall('plan.choose');
  const before = useMemo(() => learning.plan.map(({ program }) => program.program), [learning.plan]);
  const [chosen, setChosen] = useKeptState<readonly ProgramId[]>('course-plan.chosen', before);
  const [asking, setAsking] = useState(false);
  const all = usePrograms();
  const special = useMemo(() => offered(all).filter(({ courseKind }) => courseKind === 'special'), [all]);
  const completed = useMemo(() => new Set(learning.completed), [learning.completed]);
  const places = useMemo(() => new Map(chosen.map((id, index) => [id, index + 1])), [chosen]);
  const isChanged = chosen.length !== before.length || chosen.some((id) => !before.includes(id));
  const toggle = useCallback(
    ({ id }: ProgramView) => {
      const next = toggled(chosen, id);
      if (next.length > MAX_COURSES) toast(t('choose.most', { count: MAX_COURSES }));
      else setChosen(next);
    },
    [chosen, setChosen, t, toast],
  );
  const keep = async (): Promise<void> => {
    const result = await save.run({ programs: [...chosen] });
    setAsking(false);
    if (!result.ok) return;
    toast(t('choose.saved', { count: chosen.length }));
    back();
  };
  const needed = learning.rule.specialCourses;
  const lacking = Math.max(0, needed - chosen.length);
  return (
    <Screen
      title={t('choose.title', { year: learning.year })}
      subtitle={lacking > 0 ? t('choose.lacking', { chosen: chosen.length, count: lacking }) : t('choose.enough', { count: chosen.length })}
      onBack={() => (isChanged ? setAsking(true) : back())}
      actions={
        <>
          <ProblemMessage problem={save.problem} />
          <Button variant="primary" icon={Check} focusKey="save" disabled={!isChanged} busy={save.busy} onPress={() => void keep()}>
            {t('choose.save', { count: chosen.length })}
          </Button>
        </>
      }
    >
      {special.length === 0 ? (
        <EmptyState icon={GraduationCap} title={t('choose.none.title')} hint={t('choose.none.hint')} />
      ) : (
        <Finder
          label={t('choose.title', { year: learning.year })}
          programs={special}
          by={{ category: true, issue: true }}
          draw={(program, isFirst) => (
            <ProgramCard program={program} order={places.get(program.id) ?? null} isDone={completed.has(program.id)} initialFocus={isFirst} onPress={toggle} />
          )}
        />
      )}
      {asking && (
        <Dialog
          title={t('choose.leave.title')}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onPress={back}>{t('choose.leave.without')}</Button>
              <Button variant="primary" icon={Check} initialFocus busy={save.busy} onPress={() => void keep()}>
                {t('choose.save', { count: chosen.length })}
              </Button>
            </>
          }
        >
          <p>{t('choose.leave.text')}</p>
        </Dialog>
      )}
    </Screen>
  );
}
