import { Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Site } from '../../../contract/site/site.ts';
import type { IssuedCodeAnswer } from '../../sites/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { Dialog } from '../parts/dialog.tsx';
import { timeText } from '../parts/times.ts';
import { siteName } from '../records/site-name.ts';
import { QrCode } from './qr-code.tsx';

interface CodeSheetProps {
  readonly site: Site;
  readonly issued: IssuedCodeAnswer;
  readonly onClose: () => void;
}

/** A new code, to be printed and handed over: as text to be typed, and as a QR code for a scanner that types. */
export function CodeSheet({ site, issued: { code, expiresAt, countyUrl }, onClose }: CodeSheetProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <Dialog title={t('code.title', { site: siteName(site, language) })} onClose={onClose}>
      <div className="code-sheet">
        <QrCode text={code} label={t('code.qr')} />
        <div>
          {/* Eight groups of four: four in a line, as on the screen where they are typed. */}
          <p className="enrolment-code">
            <span>{code.slice(0, 20)}</span>
            <span>{code.slice(20)}</span>
          </p>
          <dl className="facts-plain">
            <dt>{t('code.county')}</dt>
            <dd className="code">{countyUrl ?? location.origin}</dd>
            <dt>{t('code.until')}</dt>
            <dd>{timeText(expiresAt, language)}</dd>
          </dl>
          <ol className="sheet-steps">
            <li>{t('code.step1')}</li>
            <li>{t('code.step2')}</li>
            <li>{t('code.step3')}</li>
          </ol>
        </div>
        <p className="hint">{t('code.once')}</p>
      </div>
      <div className="dialog-buttons">
        <button type="button" onClick={() => window.print()}>
          <Printer aria-hidden />
          {t('print')}
        </button>
        <button type="button" className="main" onClick={onClose}>
          {t('close')}
        </button>
      </div>
    </Dialog>
  );
}
