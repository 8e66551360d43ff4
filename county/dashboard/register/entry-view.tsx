import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { inLanguage } from '../../../contract/text.ts';
import { withOffsetOf } from '../../ingest/times/corrected-time.ts';
import { registerPaths } from '../../reports/register-list-schemas.ts';
import type { RegisterEntry, RegisterTab } from '../../reports/register-list-schemas.ts';
import { kindWord, tabWords } from '../../reports/register-words.ts';
import { titlesText } from '../../reports/register-columns.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { PageFrame } from '../parts/page-frame.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { RecordedTime } from '../records/recorded-time.tsx';
import { siteName } from '../records/site-name.ts';
import { Evidence } from './evidence.tsx';
import { Counts } from './list-view.tsx';
import { PlayedBar } from './played-bar.tsx';
import { RawLines } from './raw-lines.tsx';
import { listAddress } from './register-address.ts';
import { askEntry } from './register-api.ts';

export function entryQuestion(tab: RegisterTab, journal: string, key: string): string {
  return registerPaths.entry(tab, journal, encodeURIComponent(key));
}

/** One entry of the register: what it adds up to, and every line that it is made of. */
export function EntryView({ question, onSignedOut }: { readonly question: string; readonly onSignedOut: () => void }) {
  const state = useAnswer(question, askEntry);
  return (
    <PageFrame state={state} onSignedOut={onSignedOut}>
      {(entry) => <Entry entry={entry} />}
    </PageFrame>
  );
}

function Entry({ entry: { row, programs, people, evidence, rating, corrections, lines, moreLines } }: { readonly entry: RegisterEntry }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const times = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  // As the clock on the site's wall: with the offset of the recorded time.
  const at = (iso: string | null) => (iso === null ? '—' : times.format(new Date(`${withOffsetOf(row.began.recorded, Date.parse(iso)).slice(0, 19)}Z`)));
  const viewing = row.tab === 'group' || row.tab === 'self';
  const name = row.kind === null ? tabWords[row.tab][language] : kindWord(row.tab, row.kind)[language];
  return (
    <>
      <section>
        <p className="back">
          {/* The list as it was left, when it was left for this. */}
          <a href={listAddress(row.tab, { site: row.site })}>
            <ArrowLeft aria-hidden />
            {t('register.toList')}
          </a>
        </p>
        <h1>{`${siteName({ name: row.siteName, township: { name: row.townshipName } }, language)} · ${name}`}</h1>
        <dl className="facts">
          <Fact label={t('register.began')}>
            <RecordedTime time={row.began} />
          </Fact>
          {viewing && <Fact label={t('register.startedEnded')}>{`${at(row.startedAt)} – ${at(row.endedAt)}`}</Fact>}
          {!viewing && <Fact label={t('register.what')}>{titlesText(row, language)}</Fact>}
          {row.members !== null && row.tab !== 'self' && <Fact label={t('register.people')}>{t('register.people.expected', { members: row.members, guests: row.guests, expected: row.expected ?? '—' })}</Fact>}
          {row.hits !== null && <Fact label={t('register.hits')}>{row.hits}</Fact>}
          {rating !== null && (
            <Fact label={t('register.rating')}>{t('register.rating.stars', { mean: new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(rating.mean), number: rating.count })}</Fact>
          )}
          <Fact label={t('register.counts')}>
            <Counts row={row} />
          </Fact>
        </dl>
      </section>
      {programs.length > 0 && (
        <section>
          <h2>{t('register.programs')}</h2>
          <ul className="played">
            {programs.map((program) => (
              <li key={program.program}>
                <span>{inLanguage(program.title, language)}</span>
                <PlayedBar lengthSeconds={program.lengthSeconds} segments={program.segments} />
                <span className="quiet">{t('register.playedOf', { played: Math.round(program.playedSeconds / 60), length: Math.round(program.lengthSeconds / 60) })}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {evidence.length > 0 && <Evidence journal={row.journal} evidence={evidence} />}
      {corrections.length > 0 && (
        <section>
          <h2>{t('register.corrections')}</h2>
          <ul className="corrections">
            {corrections.map(({ seq, at: when, reason, note, kind, guests, added, removed }) => (
              <li key={seq}>
                <strong>{reason}</strong>
                <span className="quiet">{`${when.slice(0, 16).replace('T', ' ')} · ${t('register.line')} ${seq}`}</span>
                {kind !== null && <span>{kindWord('group', kind)[language]}</span>}
                {guests !== null && <span>{t('register.correctedGuests', { guests })}</span>}
                {added.length > 0 && <span>{t('register.correctedAdded', { people: namesOf(added).join(t('listComma')) })}</span>}
                {removed.length > 0 && <span>{t('register.correctedRemoved', { people: namesOf(removed).join(t('listComma')) })}</span>}
                {note !== null && note !== '' && <span>{note}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {people.length > 0 && (
        <section>
          <details>
            <summary>{t('register.peopleThere', { number: people.length })}</summary>
            <ul className="people-there">
              {people.map(({ number, name: person, at: when }) => (
                <li key={number}>{`${number} ${person} · ${when.slice(11, 16)}`}</li>
              ))}
            </ul>
          </details>
        </section>
      )}
      <section>
        <h2>{t('register.lines')}</h2>
        <p className="quiet">{t('register.linesHint')}</p>
        <RawLines journal={row.journal} lines={lines} folded />
        {moreLines && <p className="note">{t('register.moreLines')}</p>}
      </section>
    </>
  );
}

function namesOf(people: RegisterEntry['people'] | RegisterEntry['corrections'][number]['added']): readonly string[] {
  return people.map(({ number, name }) => `${number} ${name}`);
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
