import { ArrowRight, Save, UsersRound } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityId } from '../../../contract/usage/copies.ts';
import { activityKinds } from '../../../contract/usage/group-events.ts';
import type { ActivityFacts } from '../../../contract/usage/group-events.ts';
import { Button } from '../../components/button.tsx';
import { Choices } from '../../components/choices.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { Screen } from '../../components/screen.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useNavigation } from '../../navigation/navigation.tsx';
import { useCall } from '../../state/use-call.ts';
import { useNow } from '../../state/use-now.ts';
import { useTopic } from '../../state/use-topic.ts';
import { PeopleForm } from '../group/people-form.tsx';
import { dateOf, dayAfter, localDay } from '../group/schedule/days.ts';
import { Stepper } from '../group/schedule/stepper.tsx';
import { activityIcons } from './kinds.ts';
import './activities.css';

const MOST_COPIES = 9999;

/** Records an activity, or says how it really was: what kind and when, what and who taught, who came and what was given out. */
export function ActivityFormScreen({ activity }: { readonly activity: ActivityId | null }): ReactNode {
  const { t } = useTranslation('activities');
  const { back } = useNavigation();
  const now = useNow('minute');
  const known = useTopic('activities').find((one) => one.activity === activity)?.now ?? null;
  const [facts, setFacts] = useState<ActivityFacts>(
    () => known ?? { kind: 'mobile-classroom', day: localDay(now), place: '', lecturer: '', topic: '', members: [], guests: 0, handouts: { copies: 0, titles: '' } },
  );
  const [step, setStep] = useState<'what' | 'people' | 'rest'>('what');
  const change = (part: Partial<ActivityFacts>): void => setFacts((before) => ({ ...before, ...part }));

  switch (step) {
    case 'what':
      return <What facts={facts} today={localDay(now)} correcting={activity !== null} change={change} onBack={back} onNext={() => setStep('rest')} />;
    case 'people':
      return <PeopleForm title={t('form.whoCame')} people={facts} onChange={({ members, guests }) => change({ members: [...members], guests })} onDone={() => setStep('rest')} />;
    case 'rest':
      return <Rest facts={facts} activity={activity} change={change} onPeople={() => setStep('people')} onBack={() => setStep('what')} onSaved={back} />;
  }
}

interface StepProps {
  readonly facts: ActivityFacts;
  readonly change: (part: Partial<ActivityFacts>) => void;
  readonly onBack: () => void;
}

/** First question: what was it, when and where. */
function What({ facts, today, correcting, change, onBack, onNext }: StepProps & { readonly today: string; readonly correcting: boolean; readonly onNext: () => void }): ReactNode {
  const { t } = useTranslation('activities');
  const format = useFormat();
  const complete = facts.place.trim() !== '' && facts.lecturer.trim() !== '' && facts.topic.trim() !== '';
  return (
    <Screen
      title={t(correcting ? 'form.correctTitle' : 'form.title')}
      subtitle={t('form.whatSubtitle')}
      onBack={onBack}
      actions={
        <Button variant="primary" icon={ArrowRight} disabled={!complete} focusKey="next" onPress={onNext}>
          {t('common:next')}
        </Button>
      }
    >
      <div className="form-rows activity__form">
        <div className="form-row">
          <span className="form-row__label">{t('form.kind')}</span>
          <Choices
            label={t('form.kind')}
            value={facts.kind}
            onChange={(kind) => change({ kind })}
            options={activityKinds.map((value) => ({ value, label: t(`kind.${value}`), icon: activityIcons[value] }))}
          />
        </div>
        <Stepper
          label={t('form.day')}
          value={format.day(dateOf(facts.day))}
          less={t('form.dayLess')}
          more={t('form.dayMore')}
          focusKey="day"
          onLess={() => change({ day: dayAfter(facts.day, -1) })}
          onMore={() => change({ day: facts.day < today ? dayAfter(facts.day, 1) : facts.day })}
        />
        <TextField label={t('form.topic')} value={facts.topic} onChange={(topic) => change({ topic })} maxLength={200} initialFocus focusKey="topic" />
        <div className="activity__pair">
          <TextField label={t('form.place')} value={facts.place} onChange={(place) => change({ place })} maxLength={120} focusKey="place" />
          <TextField label={t('form.lecturer')} value={facts.lecturer} onChange={(lecturer) => change({ lecturer })} maxLength={120} focusKey="lecturer" />
        </div>
      </div>
    </Screen>
  );
}

interface RestProps extends StepProps {
  readonly activity: ActivityId | null;
  readonly onPeople: () => void;
  readonly onSaved: () => void;
}

/** Second question: who came, and what was given out. */
function Rest({ facts, activity, change, onPeople, onBack, onSaved }: RestProps): ReactNode {
  const { t } = useTranslation('activities');
  const [reason, setReason] = useState('');
  const record = useCall('activity.record');
  const correct = useCall('activity.correct');
  const { copies, titles } = facts.handouts;
  const save = async (): Promise<void> => {
    const input = { ...facts, members: facts.members.map(({ number }) => number) };
    const result = activity === null ? await record.run(input) : await correct.run({ ...input, activity, reason: reason.trim() });
    if (result.ok) onSaved();
  };
  const attended = facts.members.length + facts.guests > 0;
  return (
    <Screen
      title={facts.topic}
      subtitle={t('form.restSubtitle')}
      onBack={onBack}
      actions={
        <Button
          variant="primary"
          icon={Save}
          busy={record.busy || correct.busy}
          disabled={!attended || (activity !== null && reason.trim() === '')}
          focusKey="save"
          onPress={() => void save()}
        >
          {t(activity === null ? 'form.save' : 'form.saveCorrection')}
        </Button>
      }
    >
      <div className="form-rows activity__form">
        <div className="form-row">
          <span className="form-row__label">{t('form.people')}</span>
          <Button icon={UsersRound} initialFocus={!attended} focusKey="people" onPress={onPeople}>
            {attended ? t('form.peopleCount', { members: facts.members.length, guests: facts.guests }) : t('form.peopleNone')}
          </Button>
        </div>
        <div className="activity__pair">
          <TextField
            label={t('form.copies')}
            value={copies === 0 ? '' : String(copies)}
            placeholder={t('form.none')}
            onChange={(typed) => change({ handouts: { titles, copies: Math.min(MOST_COPIES, Number(typed.normalize('NFKC').replace(/\D/g, ''))) } })}
            maxLength={4}
            initialFocus={attended}
            focusKey="copies"
          />
          <TextField label={t('form.titles')} value={titles} onChange={(next) => change({ handouts: { copies, titles: next } })} maxLength={300} focusKey="titles" />
        </div>
        {activity !== null && <TextField label={t('form.reason')} hint={t('form.reasonHint')} value={reason} onChange={setReason} maxLength={300} focusKey="reason" />}
        <ProblemMessage problem={record.problem ?? correct.problem} />
      </div>
    </Screen>
  );
}
