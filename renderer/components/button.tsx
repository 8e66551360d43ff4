import { LoaderCircle } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import './button.css';

export interface ButtonProps {
  /** The word on it, verb first. There is always one. */
  readonly children: ReactNode;
  readonly icon?: LucideIcon;
  readonly onPress: () => void;
  /**
   * `primary`: what one most likely came for, one a screen. `danger`: ends or takes back something. `quiet`: at the edge
   * of attention.
   */
  readonly variant?: 'primary' | 'secondary' | 'danger' | 'quiet';
  readonly large?: boolean;
  readonly disabled?: boolean;
  /** Under way: it keeps focus, shows that it works, and takes no second press. */
  readonly busy?: boolean;
  /** For a choice that is on or off. */
  readonly pressed?: boolean;
  /** Where focus goes when the screen or dialog opens. */
  readonly initialFocus?: boolean;
  /** Finds focus again in a list that may have changed. */
  readonly focusKey?: string;
  /** What a screen reader says when the word alone is not enough. */
  readonly label?: string;
  readonly className?: string;
}

export function Button({
  children, icon: Icon, onPress, variant = 'secondary', large = false, disabled = false, busy = false, pressed, initialFocus = false,
  focusKey, label, className,
}: ButtonProps): ReactNode {
  const classes = ['button', `button--${variant}`, large ? 'button--large' : '', className ?? ''].filter((name) => name !== '').join(' ');
  return (
    <AriaButton
      className={classes}
      isDisabled={disabled}
      onPress={() => !busy && onPress()}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      {...(busy ? { 'data-busy': '' } : {})}
      {...focusMarks(initialFocus, focusKey)}
    >
      {busy ? <LoaderCircle className="button__busy" aria-hidden /> : Icon !== undefined && <Icon aria-hidden />}
      <span>{children}</span>
    </AriaButton>
  );
}

/** The attributes by which navigation finds the place for focus. */
export function focusMarks(initialFocus: boolean, focusKey: string | undefined): Readonly<Record<`data-${string}`, string>> {
  return {
    ...(initialFocus ? { 'data-initial-focus': '' } : {}),
    ...(focusKey === undefined ? {} : { 'data-focus-key': focusKey }),
  };
}
