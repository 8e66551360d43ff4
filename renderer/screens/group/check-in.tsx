import { Play, Trash2 } from 'lucide-react';
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
import { CheckInPanel } from './check-in-panel.tsx';
import type { StepProps } from './group-screen.tsx';

/** Step three: who is here. Ends with the start of the film, or with giving the viewing up. */
export function CheckIn({ group, onLeave, onStart }: StepProps & { readonly onStart: () => void }): ReactNode {
  const { t } = useTranslation('group');
  const minutes = useMinutes();
  const [asked, setAsked] = useState(false);
  const start = useCall('group.start');
  const abandon = useCall('group.abandon');
  const begin = (): void => {
    onStart();
    void start.run({});
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
          <Button variant="danger" icon={Trash2} onPress={() => setAsked(true)}>
            {t('checkIn.abandon')}
          </Button>
          <Button variant="primary" large icon={Play} busy={start.busy} focusKey="start" onPress={begin}>
            {t('checkIn.start')}
          </Button>
        </>
      }
    >
      <CheckInPanel group={group} />
      <ProblemDialog title={t('checkIn.cannotStart')} problem={start.problem} tone="warning" onClose={start.clearProblem} />
      {asked && (
        <Dialog
          title={t('checkIn.abandonQuestion')}
          onClose={() => setAsked(false)}
          actions={
            <>
              <Button variant="danger" icon={Trash2} busy={abandon.busy} onPress={() => void abandon.run({})}>
                {t('checkIn.abandon')}
              </Button>
              <Button variant="primary" initialFocus onPress={() => setAsked(false)}>
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
