import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImpossibleEvent, JournalDetail } from '../../records/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { useDuration } from './clock-text.tsx';
import { RecordedTime } from './recorded-time.tsx';

/** What is wrong with a terminal's records, each with what it means and what to do. */
export function Findings({ detail }: { readonly detail: JournalDetail }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const numbers = new Intl.ListFormat(language, { type: 'unit' });
  const { gaps, forks, broken, faults, impossible, told, highest, clock, lastContactAt } = detail;
  const behind = told === null ? 0 : told - highest;
  const clockWrong = clock.offsetMs !== null && Math.abs(clock.offsetMs) > 60_000;
  const none = gaps.length + forks.length + broken.length + faults.count + impossible.length === 0 && behind <= 0 && !clockWrong && lastContactAt !== null;
  return (
    <section>
      <h2>{t('findings.title')}</h2>
      {none && (
        <p className="note note-done">
          <CircleCheck aria-hidden />
          {t('findings.none')}
        </p>
      )}
      {lastContactAt === null && <Finding title={t('findings.never')} advice={t('findings.never.todo')} />}
      {gaps.length > 0 && (
        <Finding title={t('findings.gaps', { lines: numbers.format(gaps.map(({ first, last }) => (first === last ? String(first) : t('findings.run', { first, last })))) })} advice={t('findings.gaps.todo')} />
      )}
      {behind > 0 && <Finding title={t('findings.behind', { number: behind })} advice={t('findings.behind.todo')} />}
      {clockWrong && <Finding title={t('findings.clock')} advice={t('findings.clock.todo')} />}
      {forks.length > 0 && <Finding title={t('findings.forks', { lines: numbers.format(forks.map(({ seq }) => String(seq))) })} advice={t('findings.forks.todo')} />}
      {broken.length > 0 && <Finding title={t('findings.broken', { lines: numbers.format(broken.map(({ seq }) => String(seq))) })} advice={t('findings.broken.todo')} />}
      {impossible.length > 0 && (
        <Finding title={t('findings.impossible', { number: impossible.length })} advice={t('findings.impossible.todo')}>
          <ul className="lines" tabIndex={0}>
            {impossible.map((event) => (
              <Impossible key={`${event.kind} ${event.seq} ${event.other?.viewing ?? ''}`} event={event} />
            ))}
          </ul>
        </Finding>
      )}
      {faults.count > 0 && (
        <Finding title={t('findings.faults', { number: faults.count })} advice={t('findings.faults.todo')}>
          <ul className="lines" tabIndex={0}>
            {faults.newest.map(({ seq, hash, code, detail: said }) => (
              <li key={hash}>
                <strong>{t('findings.line', { seq })}</strong> <span className="code">{`${code}: ${said}`}</span>
              </li>
            ))}
          </ul>
        </Finding>
      )}
    </section>
  );
}

function Finding({ title, advice, children }: { readonly title: string; readonly advice: string; readonly children?: ReactNode }) {
  return (
    <div className="finding">
      <h3>
        <TriangleAlert aria-hidden />
        {title}
      </h3>
      <p>{advice}</p>
      {children}
    </div>
  );
}

function Impossible({ event: { kind, seq, at, aheadMs, other, members } }: { readonly event: ImpossibleEvent }) {
  const { t } = useTranslation();
  const duration = useDuration();
  return (
    <li>
      <strong>{t('findings.line', { seq })}</strong> {t(`impossible.${kind}`, { by: aheadMs === null ? '' : duration(aheadMs), site: other?.site ?? '', members: members.join(t('listComma')) })}
      {at !== null && (
        <>
          {' '}
          <RecordedTime time={at} />
        </>
      )}
    </li>
  );
}
