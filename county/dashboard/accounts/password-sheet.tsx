import { useTranslation } from 'react-i18next';
import { Dialog } from '../parts/dialog.tsx';

interface PasswordSheetProps {
  readonly name: string;
  readonly password: string;
  readonly onClose: () => void;
}

/** A password that was made for somebody, to be handed over; it is shown this once. */
export function PasswordSheet({ name, password, onClose }: PasswordSheetProps) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('accounts.given', { name })} onClose={onClose}>
      <p>{t('accounts.givenText')}</p>
      <p className="enrolment-code">{password}</p>
      <div className="dialog-buttons">
        <button type="button" className="main" onClick={onClose}>
          {t('close')}
        </button>
      </div>
    </Dialog>
  );
}
