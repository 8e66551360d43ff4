import { Monitor, Timer, Usb } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** What to do when no stick is plugged in, as a picture in three steps. */
export function PlugIn(): ReactNode {
  const { t } = useTranslation('sticks');
  return (
    <div className="plug-in" role="status">
      <h2>{t('plugIn.title')}</h2>
      <ol className="plug-in__steps">
        <Step number={1} icon={Usb} words={t('plugIn.plug')} />
        <Step number={2} icon={Timer} words={t('plugIn.wait')} />
        <Step number={3} icon={Monitor} words={t('plugIn.choose')} />
      </ol>
      <p className="plug-in__hint">{t('plugIn.hint')}</p>
    </div>
  );
}

function Step({ number, icon: Icon, words }: { readonly number: number; readonly icon: LucideIcon; readonly words: string }): ReactNode {
  return (
    <li className="plug-in__step">
      <span className="plug-in__picture">
        <Icon aria-hidden />
        <span className="plug-in__number" aria-hidden>
          {number}
        </span>
      </span>
      <p>{words}</p>
    </li>
  );
}
