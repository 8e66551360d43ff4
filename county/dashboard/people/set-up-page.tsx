import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { accountNameSchema, MIN_PASSWORD_LENGTH } from '../../accounts/schemas.ts';
import type { SessionAnswer } from '../../accounts/schemas.ts';
import { setUp } from '../api.ts';
import type { Refusal } from '../api.ts';
import { refusalOf, refusalText } from '../parts/refusal-text.ts';
import { Field } from './field.tsx';

/** The holder of the one-time link chooses name and password. */
export function SetUpPage({ token, onEntered }: { readonly token: string; readonly onEntered: (answer: SessionAnswer) => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [repeat, setRepeat] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const faults = {
    name: accountNameSchema.safeParse(name).success ? null : t('setUp.nameWrong'),
    password: password.length >= MIN_PASSWORD_LENGTH ? null : t('setUp.passwordShort', { length: MIN_PASSWORD_LENGTH }),
    repeat: repeat === password ? null : t('setUp.repeatWrong'),
  };
  // Nobody is told of a fault while still typing.
  const shown = tried ? faults : { name: null, password: null, repeat: null };

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.values(faults).some((fault) => fault !== null)) return;
    setBusy(true);
    setRefusal(null);
    try {
      onEntered(await setUp({ token, name: accountNameSchema.parse(name), password }));
    } catch (error) {
      setRefusal(refusalOf(error));
      setBusy(false);
    }
  };

  return (
    <main className="entry">
      <form onSubmit={(event) => void submit(event)} noValidate>
        <h1>{t('setUp.title')}</h1>
        <p className="quiet">{t('setUp.intro')}</p>
        <Field
          label={t('setUp.name')}
          hint={t('setUp.nameHint')}
          fault={shown.name}
          name="username"
          autoComplete="username"
          autoFocus
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Field
          label={t('setUp.password')}
          hint={t('setUp.passwordHint', { length: MIN_PASSWORD_LENGTH })}
          fault={shown.password}
          name="new-password"
          type="password"
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Field
          label={t('setUp.repeat')}
          fault={shown.repeat}
          name="repeat-password"
          type="password"
          autoComplete="new-password"
          value={repeat}
          onChange={(event) => setRepeat(event.target.value)}
        />
        {refusal !== null && (
          <p className="note note-error" role="alert">
            {refusal.kind === 'unauthorized' ? t('setUp.used') : refusalText(t, refusal)}
          </p>
        )}
        <button type="submit" className="main" disabled={busy}>
          {t('setUp.submit')}
        </button>
      </form>
    </main>
  );
}
