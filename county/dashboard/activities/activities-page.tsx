import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inLanguage } from '../../../contract/text.ts';
import { activityKinds } from '../../../contract/usage/group-events.ts';
import type { ActivitiesAnswer, ActivityEntry } from '../../activities/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { PageFrame } from '../parts/page-frame.tsx';
import { timeText } from '../parts/times.ts';
import { useAnswer } from '../parts/use-answer.ts';
import { WideTable } from '../parts/wide-table.tsx';
import { entryAddress } from '../register/register-address.ts';
import { dayOf, daysOf } from '../summary/period.ts';
import type { Period } from '../summary/period.ts';
import { PeriodPicker } from '../summary/period-picker.tsx';
import { askActivities } from './activities-api.ts';

/** What happened away from the terminals, with figures of its own. */
export function ActivitiesPage({ onSignedOut }: { readonly onSignedOut: () => void }) {
  const { t } = useTranslation();
  const [period, setPeriod] = useState<Period>({ kind: 'year', from: '', to: '' });
  const days = daysOf(period, dayOf(new Date()));
  const query = days === null ? null : new URLSearchParams(Object.entries(days).filter((entry): entry is [string, string] => entry[1] !== undefined)).toString();
  const state = useAnswer(query, askActivities);
  const above = (
    <>
      <h1>{t('activities.title')}</h1>
      <p className="quiet intro">{t('activities.intro')}</p>
      <div className="choices">
        <PeriodPicker period={period} onChange={setPeriod} wrong={days === null} />
      </div>
    </>
  );
  return (
    <PageFrame state={state} onSignedOut={onSignedOut} above={above}>
      {(answer) => <Activities answer={answer} />}
    </PageFrame>
  );
}

function Activities({ answer: { figures, activities, more } }: { readonly answer: ActivitiesAnswer }) {
  const { t } = useTranslation();
  if (activities.length === 0) return <p className="note">{t('activities.none')}</p>;
  return (
    <section>
      <p role="status">
        {t('activities.figures', {
          total: figures.total,
          kinds: activityKinds.map((kind) => t('activities.ofKind', { kind: t(`activity.${kind}`), number: figures.byKind[kind] })).join(t('plan.separator')),
          people: figures.personTimes,
          handouts: figures.handouts,
        })}
      </p>
      <WideTable label={t('activities.title')} className="activities">
        <thead>
          <tr>
            <th scope="col">{t('activities.day')}</th>
            <th scope="col">{t('activities.site')}</th>
            <th scope="col">{t('activities.what')}</th>
            <th scope="col" className="number">
              {t('activities.people')}
            </th>
            <th scope="col" className="number">
              {t('activities.handouts')}
            </th>
          </tr>
        </thead>
        <tbody>
          {activities.map((entry) => (
            <Row key={`${entry.journal} ${entry.activity}`} entry={entry} />
          ))}
        </tbody>
      </WideTable>
      {more && <p className="quiet">{t('activities.more')}</p>}
    </section>
  );
}

/** An activity as it holds now, what was said of it before, and the way to its lines. */
function Row({ entry: { now, siteName, versions, withdrawn, journal, activity } }: { readonly entry: ActivityEntry }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (now === null) return null;
  const people = (facts: typeof now) => t('activities.peopleOf', { members: facts.members.length, guests: facts.guests });
  return (
    <tr className={withdrawn === null ? undefined : 'withdrawn'}>
      <th scope="row">
        <a href={entryAddress('offline', journal, activity)}>{now.day}</a>
      </th>
      <td>{inLanguage(siteName, language)}</td>
      <td>
        <strong>{t(`activity.${now.kind}`)}</strong> <span>{now.topic}</span>
        <span className="quiet titles">{`${now.lecturer} · ${now.place}`}</span>
        {versions.slice(1).map((version, index) => (
          <p key={version.seq} className="later">
            {t('activities.corrected', { at: timeText(version.at, language), reason: version.reason ?? '' })}
            {versions[index] !== undefined && <span className="quiet"> {t('activities.before', { day: versions[index].facts.day, people: people(versions[index].facts) })}</span>}
          </p>
        ))}
        {withdrawn !== null && <p className="later">{t('activities.withdrawn', { reason: withdrawn.reason })}</p>}
      </td>
      <td className="number">
        {now.members.length + now.guests}
        <span className="quiet titles">{people(now)}</span>
      </td>
      <td className="number">{now.handouts.copies}</td>
    </tr>
  );
}
