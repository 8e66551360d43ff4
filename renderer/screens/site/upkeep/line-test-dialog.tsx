import { CircleCheck, CircleX, RefreshCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineTest } from '../../../../contract/site/line-test.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Message, ProblemMessage } from '../../../components/message.tsx';
import { useCall } from '../../../state/use-call.ts';

/** Looks at the line step by step, and says in plain words what is wrong with it. */
export function LineTestDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('upkeep');
  const { run, busy, problem } = useCall('site.testLine');
  const [found, setFound] = useState<LineTest | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let left = false;
    void run({}).then((result) => {
      if (!left) setFound(result.ok ? result.value : null);
    });
    return () => {
      left = true;
    };
  }, [run, turn]);
  return (
    <Dialog
      full
      title={t('line.title')}
      onClose={onClose}
      actions={
        <>
          <Button icon={RefreshCw} busy={busy} onPress={() => setTurn(turn + 1)}>
            {t('line.again')}
          </Button>
          <Button variant="primary" initialFocus onPress={onClose}>
            {t('common:understood')}
          </Button>
        </>
      }
    >
      <ProblemMessage problem={problem} />
      {found === null || busy ? (
        problem === null && <Loading />
      ) : (
        <>
          <Message tone={found.verdict === 'works' ? 'done' : 'warning'} what={t(`line.verdict.${found.verdict}.what`)} todo={t(`line.verdict.${found.verdict}.todo`)} />
          <ol className="line-steps">
            {found.steps.map(({ step, ok, detail }) => (
              <li key={step} className={ok ? 'line-steps__step' : 'line-steps__step line-steps__step--failed'}>
                {ok ? <CircleCheck aria-hidden /> : <CircleX aria-hidden />}
                <span>{t(`line.step.${step}.${ok ? 'ok' : 'failed'}`)}</span>
                <span className="line-steps__detail">{detail}</span>
              </li>
            ))}
          </ol>
        </>
      )}
    </Dialog>
  );
}
