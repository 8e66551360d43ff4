import { CloudDownload, Hourglass, WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProgressBar } from '../components/progress-bar.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { useProblemText } from '../i18n/use-problem-text.ts';
import { arrivedShare } from '../state/program-state.ts';
import type { Arrival } from './use-arrival.ts';
import type { WaitReason } from './wait-reason.ts';

const LONG_AFTER_MS = 10_000;

/** While the film has no picture to show: why, how far it has arrived, and that it goes on by itself. */
export function WaitingNote({ arrival }: { readonly arrival: Arrival }): ReactNode {
  const { t } = useTranslation('player');
  const format = useFormat();
  const words = useWaitWords();
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), LONG_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  const { state, reason } = arrival;
  const Icon = reason.kind === 'line-away' ? WifiOff : reason.kind === 'slow' ? CloudDownload : Hourglass;
  const share = state === null ? null : arrivedShare(state);
  const { what, then } = words(reason, long);
  return (
    <div className="player__waiting" role="status">
      <Icon aria-hidden />
      <div className="player__waiting-words">
        <p>{what}</p>
        {then !== '' && <p className="player__waiting-then">{format.sentences([then, long ? t('wait.orLeave') : ''])}</p>}
        {share !== null && reason.kind !== 'reading' && <ProgressBar label={t('wait.arrived')} share={share} tone={reason.kind === 'slow' ? 'info' : 'waiting'} />}
      </div>
    </div>
  );
}

function useWaitWords(): (reason: WaitReason, long: boolean) => { readonly what: string; readonly then: string } {
  const { t } = useTranslation('player');
  const problem = useProblemText();
  return (reason, long) => {
    if (reason.kind === 'reading') return { what: long ? t('waitingLong') : t('waiting'), then: '' };
    if (reason.kind === 'problem') return { what: problem(reason.problem).what, then: t('wait.then') };
    return { what: t(`wait.${reason.kind}.what`), then: t(`wait.${reason.kind}.then`) };
  };
}
