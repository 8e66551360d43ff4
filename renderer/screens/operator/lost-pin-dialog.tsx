import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { readableChallenge } from './readable-digits.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { NumberPad } from '../../components/number-pad.tsx';
import { useCall } from '../../state/use-call.ts';
import '../site/upkeep/upkeep.css';

const CODE_LENGTH = 10;

/** A forgotten PIN, mended by telephone: the county answers a number with a code, and a new PIN is chosen. Works without a line. */
export function LostPinDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('operator');
  const { run: ask, problem: asking } = useCall('operator.challenge');
  const { run, busy, problem, clearProblem } = useCall('operator.resetPin');
  const [challenge, setChallenge] = useState<string | null>(null);
  const [code, setCode] = useState('');
  useEffect(() => {
    void ask({}).then((result) => {
      if (result.ok) setChallenge(result.value.challenge);
    });
  }, [ask]);
  const enter = async (): Promise<void> => {
    if (code.length !== CODE_LENGTH || busy) return;
    await run({ code }); // When it is right there is no PIN any more, and this question goes away with its screen.
    setCode('');
  };
  return (
    <Dialog full title={t('lost.title')} onClose={onClose} actions={<Button onPress={onClose}>{t('common:cancel')}</Button>}>
      <div className="lost-pin">
        <div className="lost-pin__words">
          <p>{t('lost.call')}</p>
          <p className="lost-pin__digits">{challenge === null ? '…' : readableChallenge(challenge)}</p>
          <p>{t('lost.then')}</p>
          <ProblemMessage problem={problem ?? asking} />
        </div>
        <NumberPad
          label={t('lost.code')}
          value={code}
          onChange={(digits) => {
            clearProblem();
            setCode(digits);
          }}
          onEnter={() => void enter()}
          enterLabel={t('lost.enter')}
          maxLength={CODE_LENGTH}
          busy={busy}
          initialFocus="pad"
        />
      </div>
    </Dialog>
  );
}
