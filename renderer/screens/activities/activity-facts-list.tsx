import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityFacts } from '../../../contract/usage/group-events.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { dateOf } from '../group/schedule/days.ts';

/** What is known of an activity, line by line. */
export function ActivityFactsList({ facts }: { readonly facts: ActivityFacts }): ReactNode {
  const { t } = useTranslation('activities');
  const format = useFormat();
  const { copies, titles } = facts.handouts;
  const lines = [
    [t('form.kind'), t(`kind.${facts.kind}`)],
    [t('form.day'), format.day(dateOf(facts.day))],
    [t('form.place'), facts.place],
    [t('form.lecturer'), facts.lecturer],
    [t('form.topic'), facts.topic],
    [t('form.people'), t('form.peopleCount', { members: facts.members.length, guests: facts.guests })],
    [t('form.handouts'), copies === 0 ? t('form.none') : t('form.handoutsGiven', { copies, titles })],
  ] as const;
  return (
    <dl className="activity__facts">
      {lines.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
