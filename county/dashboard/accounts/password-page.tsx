import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { MIN_PASSWORD_LENGTH } from '../../accounts/schemas.ts';
import { refusalText } from '../parts/refusal-text.ts';
import { useTask } from '../parts/use-task.ts';
import { Field } from '../people/field.tsx';
import { changePassword } from './accounts-api.ts';

interface PasswordPageProps {
  readonly name: string;
  /** Somebody else chose the present one, and nothing else can be done before. */
  readonly forced: boolean;
  readonly onDone: () => void;
}

/** The signed-in person chooses another password. */
export function PasswordPage({ name, forced, onDone }: PasswordPageProps) {
  const { t } = useTranslation();
  const { busy, refusal, run } = useTask();
  const [old, setOld] = useState('');
  const [password, setPassword] = useState('');
  const [repeat, setRepeat] = useState('');
  const [tried, setTried] = useState(false);
  const [done, setDone] = useState(false);
  const passwordFault = password.length < MIN_PASSWORD_LENGTH ? t('setUp.passwordShort', { length: MIN_PASSWORD_LENGTH }) : password === old ? t('password.same') : null;
  const repeatFault = repeat === password ? null : t('setUp.repeatWrong');

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (passwordFault !== null || repeatFault !== null) return;
    run(
      () => changePassword({ old, new: password }),
      () => {
        setDone(true);
        onDone();
      },
    );
  };

  return (
    <main className="entry">
      <form onSubmit={submit} noValidate>
        <h1>{t('password.title')}</h1>
        {forced && <p className="note">{t('password.forced')}</p>}
        <input type="hidden" name="username" autoComplete="username" value={name} readOnly />
        <Field label={t('password.old')} name="current-password" type="password" autoComplete="current-password" autoFocus required value={old} onChange={(event) => setOld(event.target.value)} />
        <Field
          label={t('password.new')}
          hint={t('setUp.passwordHint', { length: MIN_PASSWORD_LENGTH })}
          fault={tried ? passwordFault : null}
          name="new-password"
          type="password"
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Field
          label={t('setUp.repeat')}
          fault={tried ? repeatFault : null}
          name="repeat-password"
          type="password"
          autoComplete="new-password"
          value={repeat}
          onChange={(event) => setRepeat(event.target.value)}
        />
        {refusal !== null && (
          <p className="note note-error" role="alert">
            {refusal.kind === 'unauthorized' ? t('password.oldWrong') : refusalText(t, refusal)}
          </p>
        )}
        {done && (
          <p className="note note-done" role="status">
            {t('password.done')}
          </p>
        )}
        <button type="submit" className="main" disabled={busy}>
          {t('save')}
        </button>
      </form>
    </main>
  );
}
