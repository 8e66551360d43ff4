import { MapPinOff, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityView } from '../../../contract/ipc/hall-topics.ts';
import type { ActivityId } from '../../../contract/usage/copies.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Message, ProblemMessage } from '../../components/message.tsx';
import { Screen } from '../../components/screen.tsx';
import { Scroll } from '../../components/scroll.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useNavigation } from '../../navigation/navigation.tsx';
import { useCall } from '../../state/use-call.ts';
import { useTopic } from '../../state/use-topic.ts';
import { PeopleNames } from '../group/people-names.tsx';
import { dateOf } from '../group/schedule/days.ts';
import { ActivityFactsList } from './activity-facts-list.tsx';
import './activities.css';

/** One activity as it holds now, what was said of it before, and the ways to mend it. */
export function ActivityScreen({ activity }: { readonly activity: ActivityId }): ReactNode {
  const { t } = useTranslation('activities');
  const { back } = useNavigation();
  const found = useTopic('activities').find((one) => one.activity === activity);
  if (found !== undefined) return <Shown view={found} />;
  return (
    <Screen title={t('title')} onBack={back}>
      <EmptyState icon={MapPinOff} title={t('gone.title')} hint={t('gone.hint')} />
    </Screen>
  );
}

function Shown({ view }: { readonly view: ActivityView }): ReactNode {
  const { t } = useTranslation('activities');
  const format = useFormat();
  const { go, back } = useNavigation();
  const [withdrawing, setWithdrawing] = useState(false);
  const { activity, now, versions, withdrawn } = view;
  return (
    <Screen
      title={now.topic}
      subtitle={`${t(`kind.${now.kind}`)} · ${format.date(dateOf(now.day))}`}
      onBack={back}
      actions={
        withdrawn === null && (
          <>
            <Button variant="danger" icon={Trash2} focusKey="withdraw" onPress={() => setWithdrawing(true)}>
              {t('withdraw')}
            </Button>
            <Button variant="primary" icon={Pencil} initialFocus focusKey="correct" onPress={() => go('activity-form', { activity })}>
              {t('correct')}
            </Button>
          </>
        )
      }
    >
      {withdrawn !== null && <Message tone="warning" what={t('withdrawnAt', { at: format.moment(withdrawn.at), reason: withdrawn.reason })} />}
      <div className="activity">
        <Scroll label={t('facts')} className="activity__versions">
          <ActivityFactsList facts={now} />
          {versions.length > 1 && (
            <section>
              <h2>{t('before')}</h2>
              {versions.slice(0, -1).map(({ at, facts }, index) => (
                <div key={at} className="activity__before">
                  <p>
                    <strong>{format.moment(at)}</strong> <span className="soft">{t('correctedBecause', { reason: versions[index + 1]?.reason ?? '' })}</span>
                  </p>
                  <ActivityFactsList facts={facts} />
                </div>
              ))}
            </section>
          )}
        </Scroll>
        <PeopleNames members={now.members} />
      </div>
      {withdrawing && <Withdraw activity={activity} onClose={() => setWithdrawing(false)} />}
    </Screen>
  );
}

function Withdraw({ activity, onClose }: { readonly activity: ActivityId; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('activities');
  const [reason, setReason] = useState('');
  const { run, busy, problem } = useCall('activity.withdraw');
  const withdraw = async (): Promise<void> => {
    const result = await run({ activity, reason: reason.trim() });
    if (result.ok) onClose();
  };
  return (
    <Dialog
      title={t('withdrawQuestion')}
      onClose={onClose}
      actions={
        <>
          <Button variant="danger" icon={Trash2} busy={busy} disabled={reason.trim() === ''} onPress={() => void withdraw()}>
            {t('withdraw')}
          </Button>
          <Button variant="primary" onPress={onClose}>
            {t('keep')}
          </Button>
        </>
      }
    >
      <TextField label={t('form.reason')} hint={t('form.reasonHint')} value={reason} onChange={setReason} maxLength={300} initialFocus />
      <ProblemMessage problem={problem} />
    </Dialog>
  );
}
