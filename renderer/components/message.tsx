import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Problem } from '../../contract/problem.ts';
import { useProblemText } from '../i18n/use-problem-text.ts';
import './message.css';

export type MessageTone = 'error' | 'warning' | 'info' | 'done';

const icons: Readonly<Record<MessageTone, LucideIcon>> = { error: CircleAlert, warning: TriangleAlert, info: Info, done: CircleCheck };

export interface MessageProps {
  readonly tone: MessageTone;
  /** What happened. */
  readonly what: string;
  /** That nothing is lost. */
  readonly safe?: string;
  /** What to do. */
  readonly todo?: string;
  /** A small line for the technician. */
  readonly technical?: string;
}

/** Says something that matters where it matters; a screen reader says it at once. */
export function Message({ tone, what, safe, todo, technical }: MessageProps): ReactNode {
  const Icon = icons[tone];
  return (
    <div className={`message message--${tone}`} role={tone === 'error' ? 'alert' : 'status'}>
      <Icon aria-hidden />
      <div className="message__text">
        <p className="message__what">{what}</p>
        {safe !== undefined && safe !== '' && <p className="message__safe">{safe}</p>}
        {todo !== undefined && todo !== '' && <p className="message__todo">{todo}</p>}
        {technical !== undefined && <p className="message__technical">{technical}</p>}
      </div>
    </div>
  );
}

/** Why something was refused or failed, in the reader's words. Shows nothing for null. */
export function ProblemMessage({ problem, tone = 'error' }: { readonly problem: Problem | null; readonly tone?: MessageTone }): ReactNode {
  const words = useProblemText();
  return problem === null ? null : <Message tone={tone} {...words(problem)} />;
}
