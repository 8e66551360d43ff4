import { ArrowLeft } from 'lucide-react';
import { useLayoutEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRememberedFocus } from '../navigation/navigation.tsx';
import { placeFocusSoon } from '../navigation/remembered-focus.ts';
import { useBack } from '../navigation/use-back.ts';
import { Button } from './button.tsx';
import { Clock } from './clock.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { SafeModeNote } from './safe-mode-note.tsx';
import './screen.css';

export interface ScreenProps {
  /** Says where one is. */
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly children: ReactNode;
  /** The row at the foot, right of Back; what goes on is its last. */
  readonly actions?: ReactNode;
  /** Called by the Back button, which always stands at the bottom left, and by the Back key. Left out: no Back here. */
  readonly onBack?: (() => void) | undefined;
  /** Word on the Back button when it does more than go back. */
  readonly backLabel?: string;
  /** Content in the middle of the height, for a short question. */
  readonly centred?: boolean;
  /** The home screen's clock is read from the last row. */
  readonly largeClock?: boolean;
  readonly className?: string;
}

/** The frame of every screen: one title, one question, one row of actions. Places focus when it appears. */
export function Screen({ title, subtitle, children, actions, onBack, backLabel, centred = false, largeClock = false, className }: ScreenProps): ReactNode {
  const { t } = useTranslation();
  const root = useRef<HTMLDivElement>(null);
  const remembered = useRememberedFocus();
  const atFirst = useRef(remembered);
  useBack(onBack ?? null);
  useLayoutEffect(() => {
    return root.current === null ? undefined : placeFocusSoon(root.current, atFirst.current);
  }, []);
  return (
    <div className={className === undefined ? 'screen' : `screen ${className}`} ref={root}>
      <header className="screen__header">
        <div className="screen__titles">
          <h1>{title}</h1>
          {subtitle !== undefined && <p className="screen__subtitle">{subtitle}</p>}
        </div>
        <div className="screen__corner">
          <LanguageSwitch />
          <Clock large={largeClock} />
        </div>
      </header>
      {largeClock && <SafeModeNote />}
      <main className={centred ? 'screen__content screen__content--centred' : 'screen__content'}>{children}</main>
      {(onBack !== undefined || actions !== undefined) && (
        <footer className="screen__actions">
          {onBack !== undefined && (
            <Button icon={ArrowLeft} onPress={onBack}>
              {backLabel ?? t('back')}
            </Button>
          )}
          <div className="screen__actions-rest">{actions}</div>
        </footer>
      )}
    </div>
  );
}
