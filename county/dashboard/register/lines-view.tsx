import { ArrowLeft, ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { registerPaths } from '../../reports/register-list-schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { PageFrame } from '../parts/page-frame.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { addressOf } from '../parts/use-page.ts';
import { siteName } from '../records/site-name.ts';
import { RawLines } from './raw-lines.tsx';
import { linesAddress } from './register-address.ts';
import { askLines } from './register-api.ts';

const LINES = 50;

export function linesQuestion(journal: string, first: number): string {
  return `${registerPaths.lines(journal)}?first=${first}&limit=${LINES}`;
}

interface LinesViewProps {
  readonly journal: string;
  readonly first: number;
  readonly question: string;
  readonly onSignedOut: () => void;
}

/** A journal line by line, as it came. */
export function LinesView({ journal, first, question, onSignedOut }: LinesViewProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const state = useAnswer(question, askLines);
  return (
    <PageFrame state={state} onSignedOut={onSignedOut}>
      {({ siteName: name, townshipName, highest, lines }) => (
        <section>
          <p className="back">
            <a href={addressOf({ at: 'journal', journal })}>
              <ArrowLeft aria-hidden />
              {t('register.toJournal')}
            </a>
          </p>
          <h1>{t('register.linesOf', { site: siteName({ name, township: { name: townshipName } }, language) })}</h1>
          <RawLines journal={journal} lines={lines} />
          <nav className="turn" aria-label={t('register.pages')}>
            {first > 1 && (
              <a className="button" href={linesAddress(journal, first - LINES)}>
                <ChevronLeft aria-hidden />
                {t('register.before')}
              </a>
            )}
            <span className="quiet">{t('register.upTo', { highest })}</span>
            {(lines.at(-1)?.seq ?? highest) < highest && (
              <a className="button" href={linesAddress(journal, first + LINES)}>
                {t('register.after')}
                <ChevronRight aria-hidden />
              </a>
            )}
          </nav>
        </section>
      )}
    </PageFrame>
  );
}
