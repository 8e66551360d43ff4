import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalizedText } from '../../../contract/text.ts';
import { inLanguage } from '../../../contract/text.ts';
import { accountNameSchema, roleSchema, roles } from '../../accounts/schemas.ts';
import type { Role } from '../../accounts/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { Dialog } from '../parts/dialog.tsx';
import { refusalText } from '../parts/refusal-text.ts';
import { useTask } from '../parts/use-task.ts';
import { Field } from '../people/field.tsx';
import { addAccount } from './accounts-api.ts';
import { newPassword } from './new-password.ts';

interface AccountFormProps {
  readonly townships: readonly { readonly id: string; readonly name: LocalizedText }[];
  readonly onClose: () => void;
  readonly onDone: (made: { readonly name: string; readonly password: string }) => void;
}

/** Makes an account with a password that is shown once and changed by the person at the first sign-in. */
export function AccountForm({ townships, onClose, onDone }: AccountFormProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { busy, refusal, run } = useTask();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>(townships.length === 0 ? 'county-staff' : 'township-staff');
  const [township, setTownship] = useState(townships[0]?.id ?? '');
  const [tried, setTried] = useState(false);
  const nameFault = accountNameSchema.safeParse(name).success ? null : t('setUp.nameWrong');

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (nameFault !== null) return;
    const password = newPassword();
    const made = accountNameSchema.parse(name);
    run(() => addAccount({ name: made, password, role, township: role === 'township-staff' ? township : null }), () => onDone({ name: made, password }));
  };

  return (
    <Dialog title={t('accounts.add')} onClose={onClose}>
      <form className="dialog-form" onSubmit={submit} noValidate>
        <Field label={t('signIn.name')} hint={t('setUp.nameHint')} fault={tried ? nameFault : null} name="name" autoComplete="off" value={name} onChange={(event) => setName(event.target.value)} />
        <div className="field">
          <label htmlFor="account-role">{t('accounts.role')}</label>
          <select id="account-role" value={role} onChange={(event) => setRole(roleSchema.parse(event.target.value))}>
            {roles
              .filter((one) => one !== 'township-staff' || townships.length > 0)
              .map((one) => (
                <option key={one} value={one}>
                  {t(`role.${one}`)}
                </option>
              ))}
          </select>
          <p className="hint">{t(`accounts.about.${role}`)}</p>
        </div>
        {role === 'township-staff' && (
          <div className="field">
            <label htmlFor="account-township">{t('sites.township')}</label>
            <select id="account-township" value={township} onChange={(event) => setTownship(event.target.value)}>
              {townships.map((one) => (
                <option key={one.id} value={one.id}>
                  {inLanguage(one.name, language)}
                </option>
              ))}
            </select>
          </div>
        )}
        <p className="hint">{t('accounts.passwordMade')}</p>
        {refusal !== null && (
          <p className="note note-error" role="alert">
            {refusalText(t, refusal)}
          </p>
        )}
        <div className="dialog-buttons">
          <button type="button" onClick={onClose}>
            {t('cancel')}
          </button>
          <button type="submit" className="main" disabled={busy}>
            {t('save')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
