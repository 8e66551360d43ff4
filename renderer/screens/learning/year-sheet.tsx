import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LearningView } from '../../../contract/ipc/learning.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useMinutes } from '../../i18n/use-minutes.ts';
import { useNow } from '../../state/use-now.ts';
import { useTopic } from '../../state/use-topic.ts';

/** One member's year as it goes onto A4 paper. */
export function YearSheet({ learning }: { readonly learning: LearningView }): ReactNode {
  const { t } = useTranslation('learning');
  const format = useFormat();
  const minutes = useMinutes();
  const now = useNow('minute');
  const { enrolment } = useTopic('app');
  const { member, year, plan, standing, rule, groups, watched, selfSeconds, groupSeconds } = learning;
  const planned = new Set(plan.map(({ program }) => program.program));
  const others = watched.filter(({ program }) => !planned.has(program.program));
  const facts: readonly (readonly [string, string])[] = [
    [t('sheet.name'), member.name],
    [t('sheet.number'), member.number],
    [t('sheet.site'), enrolment === null ? '' : format.text(enrolment.site.name)],
    [t('sheet.township'), enrolment === null ? '' : format.text(enrolment.site.township.name)],
    [t('sheet.courses'), t('plan.figure', { done: standing.done, needed: rule.specialCourses })],
    [t('sheet.groups'), t('sheet.times', { count: groups.length })],
    [t('sheet.alone'), minutes(selfSeconds)],
    [t('sheet.together'), minutes(groupSeconds)],
  ];
  return (
    <article className="sheet">
      <h2>{t('sheet.title', { year })}</h2>
      <dl className="sheet__facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h3>{t('sheet.plan')}</h3>
      {plan.length === 0 ? (
        <p>{t('sheet.nothing')}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('sheet.course')}</th>
              <th scope="col">{t('sheet.category')}</th>
              <th scope="col">{t('sheet.state')}</th>
              <th scope="col">{t('sheet.day')}</th>
            </tr>
          </thead>
          <tbody>
            {plan.map(({ program, completed, playedShare, at }) => (
              <tr key={program.program}>
                <td>{format.text(program.title)}</td>
                <td>{t(`common:category.${program.category}`)}</td>
                <td>{completed ? t('state.completed') : playedShare > 0 ? t('state.begun', { share: format.share(playedShare) }) : t('state.notBegun')}</td>
                <td className="sheet__figure">{at === null ? '—' : format.date(at)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {groups.length > 0 && (
        <>
          <h3>{t('sheet.attended')}</h3>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('sheet.day')}</th>
                <th scope="col">{t('sheet.kind')}</th>
                <th scope="col">{t('sheet.programs')}</th>
                <th scope="col">{t('sheet.played')}</th>
              </tr>
            </thead>
            <tbody>
              {groups.map(({ viewing, at, kind, titles, playedSeconds }) => (
                <tr key={viewing}>
                  <td className="sheet__figure">{format.date(at)}</td>
                  <td>{t(`common:groupKind.${kind}`)}</td>
                  <td>{titles.map((title) => format.text(title)).join(t('sheet.comma'))}</td>
                  <td className="sheet__figure">{minutes(playedSeconds)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {others.length > 0 && (
        <>
          <h3>{t('sheet.others')}</h3>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('sheet.program')}</th>
                <th scope="col">{t('sheet.state')}</th>
                <th scope="col">{t('sheet.day')}</th>
              </tr>
            </thead>
            <tbody>
              {others.map(({ program, completed, playedShare, at }) => (
                <tr key={program.program}>
                  <td>{format.text(program.title)}</td>
                  <td>{completed ? t('state.completed') : t('state.begun', { share: format.share(playedShare) })}</td>
                  <td className="sheet__figure">{format.date(at)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      <p className="sheet__signs">
        <span>{t('sheet.signMember')}</span>
        <span>{t('sheet.signOperator')}</span>
        <span>{t('sheet.made', { day: format.date(now) })}</span>
      </p>
    </article>
  );
}
