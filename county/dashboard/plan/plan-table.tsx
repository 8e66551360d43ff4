import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inLanguage } from '../../../contract/text.ts';
import type { PlanChoices, PlanEntry } from '../../plan/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { Dialog } from '../parts/dialog.tsx';
import { refusalText } from '../parts/refusal-text.ts';
import { dayText } from '../parts/times.ts';
import { useTask } from '../parts/use-task.ts';
import { listAddress } from '../register/register-address.ts';
import { withdrawPlan } from './plan-api.ts';
import { WideTable } from '../parts/wide-table.tsx';
import { scopeText } from './scope-text.ts';

interface PlanTableProps {
  readonly plans: readonly PlanEntry[];
  readonly choices: PlanChoices;
  readonly onChange: (plan: PlanEntry) => void;
  readonly onWithdrawn: () => void;
}

/** What is planned, the soonest first, with how many sites have held it. */
export function PlanTable({ plans, choices, onChange, onWithdrawn }: PlanTableProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [asked, setAsked] = useState<PlanEntry | null>(null);
  const task = useTask();
  return (
    <section>
      <WideTable label={t('plan.title')} className="plans">
        <thead>
          <tr>
            <th scope="col">{t('plan.when')}</th>
            <th scope="col">{t('plan.kind')}</th>
            <th scope="col">{t('plan.for')}</th>
            <th scope="col">{t('plan.what')}</th>
            <th scope="col" className="number">
              {t('plan.held')}
            </th>
            <th scope="col">
              <span className="hidden">{t('plan.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {plans.map((plan) => (
            <tr key={plan.plan}>
              <th scope="row">
                {dayText(plan.day, language)}
                <span className="titles">{plan.time}</span>
              </th>
              <td>{t(`plan.kind.${plan.kind}`)}</td>
              <td>{scopeText(t, language, plan, choices)}</td>
              <td>
                {plan.programs.map(({ title }) => inLanguage(title, language)).join(t('plan.separator')) ||
                  (plan.issue === null ? t('plan.open') : t('plan.issue', { issue: choices.issues.find(({ issue }) => issue === plan.issue)?.number ?? plan.issue }))}
                {plan.note !== '' && <span className="quiet titles">{plan.note}</span>}
              </td>
              <td className="number">
                <a href={listAddress('group', { from: plan.day, to: plan.day, kind: plan.kind, township: plan.township ?? undefined })}>{t('plan.heldOf', { held: plan.held, expected: plan.expected })}</a>
              </td>
              <td className="row-buttons">
                {plan.mine && (
                  <>
                    <button type="button" className="plain" onClick={() => onChange(plan)}>
                      {t('plan.change')}
                    </button>{' '}
                    <button type="button" className="plain" onClick={() => setAsked(plan)}>
                      {t('plan.withdraw')}
                    </button>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </WideTable>
      {asked !== null && (
        <Dialog title={t('plan.withdrawQuestion', { when: `${asked.day} ${asked.time}` })} onClose={() => setAsked(null)}>
          <p>{t('plan.withdrawDetail')}</p>
          {task.refusal !== null && (
            <p className="note note-error" role="alert">
              {refusalText(t, task.refusal)}
            </p>
          )}
          <p className="dialog-buttons">
            <button type="button" onClick={() => setAsked(null)}>
              {t('plan.keep')}
            </button>{' '}
            <button
              type="button"
              className="main"
              disabled={task.busy}
              onClick={() =>
                task.run(
                  () => withdrawPlan(asked.plan),
                  () => {
                    setAsked(null);
                    onWithdrawn();
                  },
                )
              }
            >
              {t('plan.withdraw')}
            </button>
          </p>
        </Dialog>
      )}
    </section>
  );
}
