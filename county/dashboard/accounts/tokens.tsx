import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/use-language.ts';
import { ErrorNote } from '../parts/error-note.tsx';
import { refusalText } from '../parts/refusal-text.ts';
import { timeText } from '../parts/times.ts';
import { useAnswer } from '../parts/use-answer.ts';
import { useTask } from '../parts/use-task.ts';
import { Confirm } from '../publish/confirm.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { askTokens, makeToken, withdrawToken } from './accounts-api.ts';

/** The machines that may read the reports. */
export function Tokens() {
  const { t } = useTranslation();
  const language = useLanguage();
  const [asked, setAsked] = useState(0);
  const [name, setName] = useState('');
  const [made, setMade] = useState<{ readonly name: string; readonly token: string } | null>(null);
  const [withdrawing, setWithdrawing] = useState<string | null>(null);
  const { answer, loading, refusal, tryAgain } = useAnswer(`tokens ${asked}`, askTokens);
  const task = useTask();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    task.run(() => makeToken(name), (done) => {
      setName('');
      setMade(done);
      setAsked(asked + 1);
    });
  };
  return (
    <section aria-busy={loading}>
      <h2>{t('tokens.title')}</h2>
      <p className="hint">{t('tokens.hint')}</p>
      {refusal !== null && !loading && <ErrorNote refusal={refusal} onTryAgain={tryAgain} />}
      {task.refusal !== null && (
        <p className="note note-error" role="alert">
          {refusalText(t, task.refusal)}
        </p>
      )}
      {answer !== null && answer.length > 0 && (
        <ul className="plain-list">
          {answer.map((token) => (
            <li key={token.name}>
              <span>
                <strong>{token.name}</strong>
                <span className="quiet titles">
                  {t('tokens.made', { at: timeText(token.createdAt, language), by: token.createdBy ?? t('audit.by.command-line') })}
                  {' · '}
                  {token.usedAt === null ? t('tokens.unused') : t('tokens.used', { at: timeText(token.usedAt, language) })}
                </span>
              </span>
              <button type="button" disabled={task.busy} onClick={() => setWithdrawing(token.name)}>
                {t('tokens.withdraw')}
              </button>
            </li>
          ))}
        </ul>
      )}
      <form className="tools" onSubmit={submit}>
        <input type="text" aria-label={t('tokens.name')} placeholder={t('tokens.name')} maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
        <button type="submit" disabled={task.busy || name.trim() === ''}>
          {t('tokens.make')}
        </button>
      </form>
      {withdrawing !== null && (
        <Confirm
          title={t('tokens.withdrawWhich', { name: withdrawing })}
          text={t('tokens.withdrawText')}
          action={t('tokens.withdraw')}
          onConfirm={() => task.run(() => withdrawToken(withdrawing), () => setAsked(asked + 1))}
          onClose={() => setWithdrawing(null)}
        />
      )}
      {made !== null && (
        <Dialog title={t('tokens.given', { name: made.name })} onClose={() => setMade(null)}>
          <p>{t('tokens.givenText')}</p>
          <p className="enrolment-code long-code">{made.token}</p>
          <div className="dialog-buttons">
            <button type="button" className="main" onClick={() => setMade(null)}>
              {t('close')}
            </button>
          </div>
        </Dialog>
      )}
    </section>
  );
}
