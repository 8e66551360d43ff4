import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanEntry } from '../../plan/schemas.ts';
import { PageFrame } from '../parts/page-frame.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { askPlans } from './plan-api.ts';
import { PlanForm } from './plan-form.tsx';
import { PlanTable } from './plan-table.tsx';

/** The coming group viewings: county staff plan for everybody, township staff for their own sites. */
export function PlanPage({ onSignedOut }: { readonly onSignedOut: () => void }) {
  const { t } = useTranslation();
  const [changes, setChanges] = useState(0);
  const [form, setForm] = useState<{ readonly change: PlanEntry | null } | null>(null);
  const state = useAnswer(`${changes}`, askPlans);
  const changed = () => {
    setForm(null);
    setChanges(changes + 1);
  };
  const above = (
    <>
      <div className="heading">
        <h1>{t('plan.title')}</h1>
        <button type="button" className="main" onClick={() => setForm({ change: null })}>
          {t('plan.new')}
        </button>
      </div>
      <p className="quiet intro">{t('plan.intro')}</p>
    </>
  );
  return (
    <PageFrame state={state} onSignedOut={onSignedOut} above={above}>
      {({ plans, choices }) => (
        <>
          {plans.length === 0 ? <p className="note">{t('plan.empty')}</p> : <PlanTable plans={plans} choices={choices} onChange={(change) => setForm({ change })} onWithdrawn={changed} />}
          {form !== null && <PlanForm key={form.change?.plan ?? 'new'} change={form.change} choices={choices} onSaved={changed} onClose={() => setForm(null)} />}
        </>
      )}
    </PageFrame>
  );
}
