import { CalendarCheck, Clapperboard } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProgramId } from '../../../../contract/programs/program.ts';
import type { PlanId } from '../../../../contract/usage/copies.ts';
import { groupViewingKinds } from '../../../../contract/usage/event.ts';
import type { GroupViewingKind } from '../../../../contract/usage/event.ts';
import { Button } from '../../../components/button.tsx';
import { Choices } from '../../../components/choices.tsx';
import { ProblemMessage } from '../../../components/message.tsx';
import { Screen } from '../../../components/screen.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { useNavigation } from '../../../navigation/navigation.tsx';
import { useCall } from '../../../state/use-call.ts';
import { useNow } from '../../../state/use-now.ts';
import { usePrograms } from '../../../state/use-programs.ts';
import { useTopic } from '../../../state/use-topic.ts';
import { ChoosePrograms } from '../choose-programs.tsx';
import { chosenPrograms, toggled } from '../selection.ts';
import { dayAfter, laterBy, localDay } from './days.ts';
import { Stepper } from './stepper.tsx';
import { useWhenText } from './use-when-text.ts';

const STEP_MINUTES = 30;
const MOST_NOTE = 300;

/** When, what kind, which programs: a viewing of the operator's own planning. */
export function PlanViewingScreen({ plan }: { readonly plan: PlanId | null }): ReactNode {
  const { t } = useTranslation('hall');
  const format = useFormat();
  const whenText = useWhenText();
  const now = useNow('minute');
  const { back } = useNavigation();
  const programs = usePrograms();
  const known = useTopic('schedule').find((one) => one.plan === plan);
  const [day, setDay] = useState(known?.day ?? localDay(now, 1));
  const [time, setTime] = useState(known?.time ?? '19:30');
  const [kind, setKind] = useState<GroupViewingKind>(known?.kind ?? 'party-class');
  const [chosen, setChosen] = useState<readonly ProgramId[]>(known?.programs.map(({ program }) => program) ?? []);
  const [note, setNote] = useState(known?.note ?? '');
  const [choosing, setChoosing] = useState(false);
  const { run, busy, problem } = useCall('schedule.make');
  const today = localDay(now);

  const save = async (): Promise<void> => {
    const result = await run({ plan, day, time, kind, programs: [...chosen], note: note.trim() });
    if (result.ok) back();
  };
  if (choosing) {
    const done = (): void => setChoosing(false);
    return <ChoosePrograms chosen={chosen} onToggle={(program) => setChosen((before) => toggled(before, program))} onNext={done} onLeave={done} />;
  }
  const titles = chosenPrograms(programs, chosen).map(({ title }) => format.text(title));
  return (
    <Screen
      title={t(plan === null ? 'plan.new' : 'plan.change')}
      subtitle={whenText({ day, time }, now)}
      onBack={back}
      actions={
        <Button large variant="primary" icon={CalendarCheck} busy={busy} focusKey="save" onPress={() => void save()}>
          {t('plan.save')}
        </Button>
      }
    >
      <div className="form-rows">
        <Stepper
          label={t('plan.day')}
          value={format.day(`${day}T12:00`)}
          less={t('plan.dayLess')}
          more={t('plan.dayMore')}
          focusKey="day"
          initialFocus
          onLess={() => setDay((before) => (before > today ? dayAfter(before, -1) : before))}
          onMore={() => setDay((before) => dayAfter(before, 1))}
        />
        <Stepper
          label={t('plan.time')}
          value={time}
          less={t('plan.timeLess')}
          more={t('plan.timeMore')}
          focusKey="time"
          onLess={() => setTime((before) => laterBy(before, -STEP_MINUTES))}
          onMore={() => setTime((before) => laterBy(before, STEP_MINUTES))}
        />
        <div className="form-row">
          <span className="form-row__label">{t('plan.kind')}</span>
          <Choices label={t('plan.kind')} value={kind} onChange={setKind} options={groupViewingKinds.map((value) => ({ value, label: t(`kind.${value}`) }))} />
        </div>
        <div className="form-row">
          <span className="form-row__label">{t('plan.programs')}</span>
          <Button icon={Clapperboard} focusKey="programs" onPress={() => setChoosing(true)}>
            {titles.length === 0 ? t('plan.choose') : t('plan.chosen', { count: titles.length })}
          </Button>
          <span className="soft">{titles.length === 0 ? t('plan.chooseLater') : titles.join(t('listSeparator'))}</span>
        </div>
        <div className="form-row">
          <TextField label={t('plan.note')} value={note} onChange={setNote} maxLength={MOST_NOTE} placeholder={t('plan.noteHint')} focusKey="note" />
        </div>
        <ProblemMessage problem={problem} />
      </div>
    </Screen>
  );
}
