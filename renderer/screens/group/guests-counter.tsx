import { Minus, Plus } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../contract/problem.ts';
import { MAX_GUESTS } from '../../../contract/usage/event.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { NumberPad } from '../../components/number-pad.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useProblemText } from '../../i18n/use-problem-text.ts';

export interface GuestsCounterProps {
  readonly guests: number;
  readonly dark: boolean;
  readonly onCount: (guests: number) => Promise<Problem | null>;
}

/** Counts villagers who are not on the roster: one by one, or by typing how many there are. */
export function GuestsCounter({ guests, dark, onCount }: GuestsCounterProps): ReactNode {
  const { t } = useTranslation('group');
  const format = useFormat();
  const words = useProblemText();
  const [problem, setProblem] = useState<Problem | null>(null);
  /** What was asked for last, until the main process has answered. */
  const [asked, setAsked] = useState<number | null>(null);
  const [typing, setTyping] = useState(false);
  const shown = asked ?? guests;

  const count = async (wanted: number): Promise<void> => {
    const next = Math.min(MAX_GUESTS, Math.max(0, wanted));
    setAsked(next);
    setProblem(await onCount(next));
    setAsked((latest) => (latest === next ? null : latest));
  };
  return (
    <div className="guests" role="group" aria-label={t('guests.title')} data-focus-group>
      <Button icon={Minus} focusKey="guests-less" label={t('guests.less')} disabled={shown === 0} onPress={() => void count(shown - 1)}>
        {t('guests.one')}
      </Button>
      <Button className="guests__count" focusKey="guests-count" label={t('guests.type', { count: shown })} onPress={() => setTyping(true)}>
        <strong>{format.number(shown)}</strong> {t('guests.here', { count: shown })}
      </Button>
      <Button icon={Plus} focusKey="guests-more" label={t('guests.more')} disabled={shown >= MAX_GUESTS} onPress={() => void count(shown + 1)}>
        {t('guests.one')}
      </Button>
      {problem !== null && (
        <p className="guests__problem" role="alert">
          {words(problem).what}
        </p>
      )}
      {typing && (
        <TypeGuests
          dark={dark}
          onClose={() => setTyping(false)}
          onCount={(wanted) => {
            setTyping(false);
            void count(wanted);
          }}
        />
      )}
    </div>
  );
}

interface TypeGuestsProps {
  readonly dark: boolean;
  readonly onClose: () => void;
  readonly onCount: (guests: number) => void;
}

function TypeGuests({ dark, onClose, onCount }: TypeGuestsProps): ReactNode {
  const { t } = useTranslation('group');
  const [digits, setDigits] = useState('');
  return (
    <Dialog title={t('guests.question')} dark={dark} onClose={onClose} actions={<Button onPress={onClose}>{t('common:cancel')}</Button>}>
      <NumberPad
        label={t('guests.number')}
        value={digits}
        onChange={setDigits}
        onEnter={() => (digits === '' ? undefined : onCount(Number(digits)))}
        enterLabel={t('common:confirm')}
        maxLength={String(MAX_GUESTS).length}
        initialFocus="pad"
      />
    </Dialog>
  );
}
