import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SiteTerminal } from '../../sites/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { sizeText } from '../parts/size-text.ts';
import { timeText } from '../parts/times.ts';
import { useAnswer } from '../parts/use-answer.ts';
import { addressOf } from '../parts/use-page.ts';
import { ClockText } from '../records/clock-text.tsx';
import { askJournal } from '../records/records-api.ts';

/** How a terminal is, as it told at its last heartbeat, and how its records stand. */
export function TerminalHealth({ terminal }: { readonly terminal: SiteTerminal }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { answer: records } = useAnswer(terminal.journal, askJournal);
  const { lastContactAt, version, freeBytes, diskBytes, problems, viewing, safeMode, enrolledAt, toldAt } = terminal;
  return (
    <section>
      <h2>{t('site.health')}</h2>
      <dl className="facts">
        <Fact name={t('sites.lastContact')}>{lastContactAt === null ? t('sites.never') : timeText(lastContactAt, language)}</Fact>
        <Fact name={t('site.state')}>
          {toldAt === null ? t('site.toldNothing') : viewing ? t('site.viewing') : t('site.quiet')}
          {safeMode && <span className="tag tag-waiting">{t('site.safeMode')}</span>}
        </Fact>
        <Fact name={t('site.free')}>
          {freeBytes === null ? t('site.unknown') : diskBytes === null ? sizeText(freeBytes) : t('attention.freeOf', { free: sizeText(freeBytes), all: sizeText(diskBytes) })}
        </Fact>
        <Fact name={t('journal.clock')}>{records !== null && <ClockText clock={records.clock} />}</Fact>
        <Fact name={t('journal.reach')}>
          {records !== null && (
            <a href={addressOf({ at: 'journal', journal: terminal.journal })}>
              {records.highest === 0 ? t('records.nothingYet') : t('records.reach', { head: records.head })}
              {records.told !== null && records.told > records.highest && ` · ${t('records.problem.behind', { number: records.told - records.highest })}`}
            </a>
          )}
        </Fact>
        <Fact name={t('journal.version')}>{version}</Fact>
        <Fact name={t('site.enrolled')}>{timeText(enrolledAt, language)}</Fact>
        {problems.length > 0 && (
          <Fact name={t('site.saysWrong')}>
            {problems.map((code) => (
              <code key={code} className="tag tag-waiting">
                {code}
              </code>
            ))}
          </Fact>
        )}
      </dl>
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
