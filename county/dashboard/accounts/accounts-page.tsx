import { History, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account, Person } from '../../accounts/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { PageFrame } from '../parts/page-frame.tsx';
import { refusalText } from '../parts/refusal-text.ts';
import { timeText } from '../parts/times.ts';
import { useAnswer } from '../parts/use-answer.ts';
import { addressOf } from '../parts/use-page.ts';
import { useTask } from '../parts/use-task.ts';
import { WideTable } from '../parts/wide-table.tsx';
import { Confirm } from '../publish/confirm.tsx';
import { askSites } from '../sites/sites-api.ts';
import { AccountForm } from './account-form.tsx';
import { askAccounts, changeAccount } from './accounts-api.ts';
import { newPassword } from './new-password.ts';
import { PasswordSheet } from './password-sheet.tsx';
import { Tokens } from './tokens.tsx';

interface AccountsPageProps {
  readonly person: Person;
  readonly onSignedOut: () => void;
}

/** Who may sign in, and which machines may read. */
export function AccountsPage({ person, onSignedOut }: AccountsPageProps) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(0);
  const [adding, setAdding] = useState(false);
  /** A password that was just given to somebody, shown this once. */
  const [given, setGiven] = useState<{ readonly name: string; readonly password: string } | null>(null);
  const state = useAnswer(`accounts ${asked}`, askAccounts);
  const { answer: sites } = useAnswer('sites', askSites);
  const changed = () => setAsked(asked + 1);
  return (
    <PageFrame state={state} onSignedOut={onSignedOut}>
      {(accounts) => (
        <>
          <section>
            <div className="heading">
              <h1>{t('accounts.title')}</h1>
              <div className="choose-buttons">
                <a className="button" href={addressOf({ at: 'audit' })}>
                  <History aria-hidden />
                  {t('audit.title')}
                </a>
                <button type="button" className="main" onClick={() => setAdding(true)}>
                  <UserPlus aria-hidden />
                  {t('accounts.add')}
                </button>
              </div>
            </div>
            <AccountTable accounts={accounts} own={person.name} townships={sites?.townships ?? []} onChanged={changed} onGiven={setGiven} />
          </section>
          <Tokens />
          {adding && (
            <AccountForm
              townships={sites?.townships ?? []}
              onClose={() => setAdding(false)}
              onDone={(made) => {
                setAdding(false);
                setGiven(made);
                changed();
              }}
            />
          )}
          {given !== null && <PasswordSheet {...given} onClose={() => setGiven(null)} />}
        </>
      )}
    </PageFrame>
  );
}

interface AccountTableProps {
  readonly accounts: readonly Account[];
  /** Name of the person who looks at it. */
  readonly own: string;
  readonly townships: readonly { readonly id: string; readonly name: { readonly 'zh-CN': string; readonly en?: string | undefined } }[];
  readonly onChanged: () => void;
  readonly onGiven: (given: { readonly name: string; readonly password: string }) => void;
}

function AccountTable({ accounts, own, townships, onChanged, onGiven }: AccountTableProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { busy, refusal, run } = useTask();
  const [disabling, setDisabling] = useState<Account | null>(null);
  const townshipName = (id: string) => {
    const found = townships.find((township) => township.id === id);
    return found === undefined ? id : (found.name[language] ?? found.name['zh-CN']);
  };
  const reset = ({ id, name }: Account) => {
    const password = newPassword();
    run(
      () => changeAccount(id, { password }),
      () => {
        onGiven({ name, password });
        onChanged();
      },
    );
  };
  return (
    <>
      {refusal !== null && (
        <p className="note note-error" role="alert">
          {refusalText(t, refusal)}
        </p>
      )}
      <WideTable label={t('accounts.title')}>
        <thead>
          <tr>
            <th scope="col">{t('signIn.name')}</th>
            <th scope="col">{t('accounts.role')}</th>
            <th scope="col">{t('accounts.signedIn')}</th>
            <th scope="col">{t('site.state')}</th>
            <th scope="col">
              <span className="hidden">{t('accounts.change')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {accounts.map((account) => (
            <tr key={account.id}>
              <th scope="row">{account.name}</th>
              <td>
                {t(`role.${account.role}`)}
                {account.township !== null && <span className="quiet titles">{townshipName(account.township)}</span>}
              </td>
              <td>{account.signedInAt === null ? t('accounts.never') : timeText(account.signedInAt, language)}</td>
              <td>
                {account.disabled && <span className="tag">{t('accounts.disabled')}</span>}
                {account.mustChange && !account.disabled && <span className="tag tag-waiting">{t('accounts.mustChange')}</span>}
                {account.lockedUntil !== null && <span className="tag tag-waiting">{t('accounts.locked', { until: timeText(account.lockedUntil, language) })}</span>}
              </td>
              <td className="row-buttons">
                {account.lockedUntil !== null && (
                  <button type="button" disabled={busy} onClick={() => run(() => changeAccount(account.id, { unlock: true }), onChanged)}>
                    {t('accounts.unlock')}
                  </button>
                )}
                {account.name === own ? (
                  <a href={addressOf({ at: 'password' })}>{t('password.title')}</a>
                ) : (
                  <>
                    {!account.disabled && (
                      <button type="button" className="plain" disabled={busy} onClick={() => reset(account)}>
                        {t('accounts.reset')}
                      </button>
                    )}
                    <button
                      type="button"
                      className="plain"
                      disabled={busy}
                      onClick={() => (account.disabled ? run(() => changeAccount(account.id, { disabled: false }), onChanged) : setDisabling(account))}
                    >
                      {account.disabled ? t('accounts.enable') : t('accounts.disable')}
                    </button>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </WideTable>
      {disabling !== null && (
        <Confirm
          title={t('accounts.disableWho', { name: disabling.name })}
          text={t('accounts.disableText')}
          action={t('accounts.disable')}
          onConfirm={() => run(() => changeAccount(disabling.id, { disabled: true }), onChanged)}
          onClose={() => setDisabling(null)}
        />
      )}
    </>
  );
}
