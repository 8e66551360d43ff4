import { CalendarX, Pencil, Play, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanItem } from '../../../../contract/ipc/hall-topics.ts';
import type { PlanId } from '../../../../contract/usage/copies.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Message, ProblemMessage } from '../../../components/message.tsx';
import { ProgramCard } from '../../../components/program-card.tsx';
import { Screen } from '../../../components/screen.tsx';
import { useNavigation } from '../../../navigation/navigation.tsx';
import { useCall } from '../../../state/use-call.ts';
import { useNow } from '../../../state/use-now.ts';
import { usePrograms } from '../../../state/use-programs.ts';
import { useTopic } from '../../../state/use-topic.ts';
import { plannedCount, plannedPrograms } from './planned-programs.ts';
import { useWhenText } from './use-when-text.ts';

/** One planned viewing: Enter begins its check-in. */
export function PlannedScreen({ plan }: { readonly plan: PlanId }): ReactNode {
  const { t } = useTranslation('hall');
  const { back } = useNavigation();
  const item = useTopic('schedule').find((one) => one.plan === plan);
  if (item !== undefined) return <Planned item={item} />;
  return (
    <Screen title={t('planned.gone.title')} onBack={back}>
      <EmptyState icon={CalendarX} title={t('planned.gone.title')} hint={t('planned.gone.hint')} />
    </Screen>
  );
}

function Planned({ item }: { readonly item: PlanItem }): ReactNode {
  const { t } = useTranslation('hall');
  const whenText = useWhenText();
  const now = useNow('minute');
  const { back, go, replace } = useNavigation();
  const programs = usePrograms();
  const group = useTopic('group');
  const [asked, setAsked] = useState(false);
  const open = useCall('group.open');
  const withdraw = useCall('schedule.withdraw');
  const ready = plannedPrograms(item, programs);
  const missing = plannedCount(item, programs) - ready.length;

  const begin = async (): Promise<void> => {
    const result = await open.run({ kind: item.kind, programs: ready.map(({ id }) => id), plan: item.plan });
    if (result.ok) replace('group');
  };
  const remove = async (): Promise<void> => {
    const result = await withdraw.run({ plan: item.plan });
    if (result.ok) back();
  };
  const begun = item.held || group !== null;
  return (
    <Screen
      title={t(`kind.${item.kind}`)}
      subtitle={whenText(item, now)}
      onBack={back}
      actions={
        <>
          {item.source === 'operator' && !item.held && (
            <>
              <Button variant="danger" icon={Trash2} focusKey="withdraw" onPress={() => setAsked(true)}>
                {t('planned.withdraw')}
              </Button>
              <Button icon={Pencil} focusKey="change" onPress={() => go('plan-viewing', { plan: item.plan })}>
                {t('planned.change')}
              </Button>
            </>
          )}
          {begun ? (
            group !== null && (
              <Button large variant="primary" icon={Play} initialFocus onPress={() => replace('group')}>
                {t('planned.toOpen')}
              </Button>
            )
          ) : (
            <Button
              large
              variant="primary"
              icon={Play}
              initialFocus
              focusKey="begin"
              busy={open.busy}
              onPress={() => (ready.length > 0 ? void begin() : replace('group'))}
            >
              {t(ready.length > 0 ? 'planned.begin' : 'planned.choose')}
            </Button>
          )}
        </>
      }
    >
      {item.note !== '' && <p className="planned__note">{item.note}</p>}
      {item.held && <Message tone="done" what={t('planned.held')} />}
      {!item.held && group !== null && <Message tone="info" what={t('planned.otherOpen')} />}
      {!item.held && missing > 0 && <Message tone="warning" what={t('planned.missing', { count: missing })} todo={t('planned.missingTodo')} />}
      {ready.length === 0 && missing === 0 && <Message tone="info" what={t('planned.noPrograms')} />}
      <ProblemMessage problem={open.problem ?? withdraw.problem} />
      {ready.length > 0 && (
        <div className="programs__cards scroll" role="group" aria-label={t('planned.programs')} data-focus-group>
          {ready.map((program) => (
            <ProgramCard key={program.id} program={program} onPress={() => go('program', { program: program.id })} />
          ))}
        </div>
      )}
      {asked && (
        <Dialog
          title={t('planned.withdrawQuestion')}
          onClose={() => setAsked(false)}
          actions={
            <>
              <Button variant="danger" icon={Trash2} busy={withdraw.busy} onPress={() => void remove()}>
                {t('planned.withdraw')}
              </Button>
              <Button variant="primary" initialFocus onPress={() => setAsked(false)}>
                {t('planned.keep')}
              </Button>
            </>
          }
        >
          <p>{whenText(item, now)}</p>
        </Dialog>
      )}
    </Screen>
  );
}
