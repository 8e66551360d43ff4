import { Check, CircleStop, Usb } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StickWork } from '../../../contract/ipc/topics.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Message } from '../../components/message.tsx';
import { ProblemDialog } from '../../components/problem-dialog.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { Screen } from '../../components/screen.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import type { Format } from '../../i18n/use-format.ts';
import { useNavigation } from '../../navigation/navigation.tsx';
import { useCall } from '../../state/use-call.ts';
import { useTopic } from '../../state/use-topic.ts';
import { useKeepOpen } from '../operator/gate.tsx';
import { Carried } from './carried.tsx';
import './sticks.css';

/** What is being carried to or from a stick, and, when it has ended, how. */
export function StickWorkScreen(): ReactNode {
  const { t } = useTranslation('sticks');
  const { back } = useNavigation();
  const work = useTopic('stickWork');
  useKeepOpen(work?.running === true);
  if (work === null) {
    return (
      <Screen title={t('title')} onBack={back}>
        <EmptyState icon={Usb} title={t('work.none')} hint={t('work.noneHint')} />
      </Screen>
    );
  }
  if (work.running || work.outcome === null) return <Carrying work={work} />;
  return (
    <Screen
      title={t(`work.ended.${work.kind}`)}
      subtitle={t('work.stick', { name: work.stick })}
      onBack={back}
      actions={
        <Button variant="primary" icon={Check} initialFocus onPress={back}>
          {t('common:understood')}
        </Button>
      }
    >
      <Carried outcome={work.outcome} />
    </Screen>
  );
}

function Carrying({ work }: { readonly work: StickWork }): ReactNode {
  const { t } = useTranslation('sticks');
  const format = useFormat();
  const { back } = useNavigation();
  const cancel = useCall('stick.cancel');
  const [stopping, setStopping] = useState(false);
  const stop = async (): Promise<void> => {
    const result = await cancel.run({});
    if (result.ok) setStopping(true);
  };
  const share = work.total === 0 ? 0 : work.done / work.total;
  return (
    <Screen
      title={t(`work.running.${work.kind}`)}
      subtitle={t('work.stick', { name: work.stick })}
      onBack={back}
      centred
      actions={
        <Button variant="danger" icon={CircleStop} busy={stopping || cancel.busy} initialFocus onPress={() => void stop()}>
          {t(stopping ? 'work.stopping' : 'work.stop')}
        </Button>
      }
    >
      <div className="stick-work">
        <ProgressBar label={format.share(share)} share={share} value={amount(work, format)} />
        <Message tone="warning" what={t('work.leaveIn')} safe={t('work.goesOn')} />
      </div>
      <ProblemDialog title={t('notDone')} problem={cancel.problem} onClose={cancel.clearProblem} />
    </Screen>
  );
}

/** `1.2 GB / 3 GB`, or counted where lines or files are carried. */
function amount({ kind, done, total }: StickWork, format: Format): string {
  const inBytes = kind === 'export-issues' || kind === 'import-issues';
  const words = inBytes ? format.bytes : format.number;
  return `${words(done)} / ${words(total)}`;
}
