import { CloudDownload, Lock, Power, RefreshCw, Usb, Wrench } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { ProblemDialog } from '../../components/problem-dialog.tsx';
import { Screen } from '../../components/screen.tsx';
import { Scroll } from '../../components/scroll.tsx';
import { useToast } from '../../components/toast.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useNavigation } from '../../navigation/navigation.tsx';
import { useCall } from '../../state/use-call.ts';
import { useTopic } from '../../state/use-topic.ts';
import { HallWays } from '../group/hall-ways.tsx';
import { LineFacts } from './line-facts.tsx';
import { ProgramFacts } from './program-facts.tsx';
import { RecordFacts } from './record-facts.tsx';
import { TerminalFacts } from './terminal-facts.tsx';
import { Warnings } from './warnings.tsx';
import './site-screen.css';

/** How the terminal stands, for its operator: line, records, programs, the machine. */
export function SiteScreen(): ReactNode {
  const { t } = useTranslation('site');
  const format = useFormat();
  const toast = useToast();
  const { go, home } = useNavigation();
  const { enrolment, kiosk } = useTopic('app');
  const [quitting, setQuitting] = useState(false);
  const tryNow = useCall('line.tryNow');
  const quit = useCall('app.quit');

  const tryLine = async (): Promise<void> => {
    const result = await tryNow.run({});
    if (result.ok) toast(t('line.tried'));
  };
  return (
    <Screen
      title={t('title')}
      subtitle={enrolment === null ? undefined : format.text(enrolment.site.name)}
      onBack={home}
      backLabel={t('lock')}
      actions={
        <>
          <Warnings />
          <Button variant="danger" icon={Power} onPress={() => setQuitting(true)}>
            {t('quit.open')}
          </Button>
          <Button variant="primary" icon={RefreshCw} busy={tryNow.busy} initialFocus onPress={() => void tryLine()}>
            {t('line.tryNow')}
          </Button>
        </>
      }
    >
      <div className="site__ways" data-focus-group>
        <Button icon={CloudDownload} focusKey="downloads" onPress={() => go('downloads')}>
          {t('downloads')}
        </Button>
        <Button icon={Usb} focusKey="sticks" onPress={() => go('sticks')}>
          {t('sticks')}
        </Button>
        <HallWays />
        <Button icon={Wrench} focusKey="upkeep" onPress={() => go('upkeep')}>
          {t('upkeep')}
        </Button>
      </div>
      <Scroll label={t('title')} className="facts-grid">
        <LineFacts />
        <RecordFacts />
        <ProgramFacts />
        <TerminalFacts />
      </Scroll>
      <ProblemDialog title={t('line.notTried')} problem={tryNow.problem} onClose={tryNow.clearProblem} />
      {quitting && (
        <Dialog
          title={t('quit.question')}
          onClose={() => setQuitting(false)}
          actions={
            <>
              <Button variant="danger" icon={Power} busy={quit.busy} onPress={() => void quit.run({})}>
                {t('quit.yes')}
              </Button>
              <Button variant="primary" icon={Lock} initialFocus onPress={() => setQuitting(false)}>
                {t('quit.no')}
              </Button>
            </>
          }
        >
          <p>{t(kiosk ? 'quit.kiosk' : 'quit.window')}</p>
          <ProblemMessage problem={quit.problem} />
        </Dialog>
      )}
    </Screen>
  );
}
