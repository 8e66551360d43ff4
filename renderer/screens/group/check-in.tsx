import { Play, Trash2, UsersRound } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { ProblemDialog } from '../../components/problem-dialog.tsx';
import { Screen } from '../../components/screen.tsx';
import { useMinutes } from '../../i18n/use-minutes.ts';
import { useCall } from '../../state/use-call.ts';
import { CameraDialog } from './camera-dialog.tsx';
import { hasCamera } from './camera.ts';
import { CheckInPanel } from './check-in-panel.tsx';
import { EveryoneButDialog } from './everyone-but-dialog.tsx';
import type { StepProps } from './group-screen.tsx';
import { useLiveDesk } from './people-desk.ts';

/** Step three: who is here. Ends with the start of the film, or with giving the viewing up. */
export function CheckIn({ group, onLeave, onStart }: StepProps & { readonly onStart: () => void }): ReactNode {
  const { t } = useTranslation('group');
  const minutes = useMinutes();
  const desk = useLiveDesk(group);
  const [open, setOpen] = useState<'abandon' | 'everyone' | 'camera' | null>(null);
  const start = useCall('group.start');
  const abandon = useCall('group.abandon');
  const begin = (): void => {
    setOpen(null);
    onStart();
    void start.run({});
  };
  /** With a camera at hand, whether it may take pictures is asked before the film hides everything. */
  const press = async (): Promise<void> => {
    if (group.camera === null && desk.members + desk.guests > 0 && (await hasCamera())) setOpen('camera');
    else begin();
  };
  return (
    <Screen
      title={t('checkIn.title')}
      subtitle={t('checkIn.subtitle', {
        kind: t(`common:groupKind.${group.kind}`),
        count: group.programs.length,
        length: minutes(group.lengthSeconds),
      })}
      onBack={onLeave}
      backLabel={t('common:backHome')}
      actions={
        <>
          <Button variant="danger" icon={Trash2} focusKey="abandon" onPress={() => setOpen('abandon')}>
            {t('checkIn.abandon')}
          </Button>
          {desk.expected > desk.members && (
            <Button icon={UsersRound} focusKey="everyone" onPress={() => setOpen('everyone')}>
              {t('everyone.open')}
            </Button>
          )}
          <Button variant="primary" large icon={Play} busy={start.busy} focusKey="start" onPress={() => void press()}>
            {t('checkIn.start')}
          </Button>
        </>
      }
    >
      <CheckInPanel desk={desk} />
      <ProblemDialog title={t('checkIn.cannotStart')} problem={start.problem} tone="warning" onClose={start.clearProblem} />
      {open === 'everyone' && <EveryoneButDialog desk={desk} onClose={() => setOpen(null)} />}
      {open === 'camera' && <CameraDialog onAnswered={begin} onClose={() => setOpen(null)} />}
      {open === 'abandon' && (
        <Dialog
          title={t('checkIn.abandonQuestion')}
          onClose={() => setOpen(null)}
          actions={
            <>
              <Button variant="danger" icon={Trash2} busy={abandon.busy} onPress={() => void abandon.run({})}>
                {t('checkIn.abandon')}
              </Button>
              <Button variant="primary" initialFocus onPress={() => setOpen(null)}>
                {t('checkIn.keep')}
              </Button>
            </>
          }
        >
          <p>{t('checkIn.abandonDetail')}</p>
          <ProblemMessage problem={abandon.problem} />
        </Dialog>
      )}
    </Screen>
  );
}
