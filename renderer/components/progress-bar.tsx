import type { ReactNode } from 'react';
import { Label, ProgressBar as AriaProgressBar } from 'react-aria-components';
import { useFormat } from '../i18n/use-format.ts';
import './progress-bar.css';

export interface ProgressBarProps {
  readonly label: string;
  /** 0 to 1. Shown rounded down, so that 100 % means all of it. */
  readonly share: number;
  /** Right of the label; the percentage when left out. */
  readonly value?: string;
  readonly tone?: 'info' | 'done' | 'waiting';
}

export function ProgressBar({ label, share, value, tone = 'info' }: ProgressBarProps): ReactNode {
  const format = useFormat();
  const percent = Math.floor(Math.min(1, Math.max(0, share)) * 100);
  const words = value ?? format.share(share);
  return (
    <AriaProgressBar className={`progress progress--${tone}`} value={percent} valueLabel={words}>
      <span className="progress__words">
        <Label>{label}</Label>
        <span>{words}</span>
      </span>
      <span className="progress__track">
        <div className="progress__fill" style={{ width: `${percent}%` }} />
      </span>
    </AriaProgressBar>
  );
}
