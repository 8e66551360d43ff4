import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionAnswer } from '../../accounts/schemas.ts';
import { signIn } from '../api.ts';
import type { Refusal } from '../api.ts';
import { refusalOf, refusalText } from '../parts/refusal-text.ts';
import { Field } from './field.tsx';

interface SignInPageProps {
  /** Nobody has an account yet: the set-up link is what is needed. */
  readonly noAccount: boolean;
  readonly onEntered: (answer: SessionAnswer) => void;
}

export function SignInPage({ noAccount, onEntered }: SignInPageProps) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    setRefusal(null);
    try {
      onEntered(await signIn({ name, password }));
    } catch (error) {
      setRefusal(refusalOf(error));
      setPassword('');
      setBusy(false);
    }
  };

  return (
    <main className="entry">
      <form onSubmit={(event) => void submit(event)}>
        <h1>{t('signIn.title')}</h1>
        {noAccount && <p className="note">{t('signIn.noAccount')}</p>}
        <Field label={t('signIn.name')} name="username" autoComplete="username" autoFocus required value={name} onChange={(event) => setName(event.target.value)} />
        <Field
          label={t('signIn.password')}
          name="password"
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        {refusal !== null && (
          <p className="note note-error" role="alert">
            {refusal.kind === 'unauthorized' ? t('signIn.wrong') : refusalText(t, refusal)}
          </p>
        )}
        <button type="submit" className="main" disabled={busy}>
          {t('signIn.submit')}
        </button>
      </form>
    </main>
  );
}
