import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { inLanguage } from '../../../contract/text.ts';
import { groupViewingKinds } from '../../../contract/usage/copies.ts';
import type { PlanChoices, PlanEntry, PlanRequest } from '../../plan/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { Dialog } from '../parts/dialog.tsx';
import { refusalText } from '../parts/refusal-text.ts';
import { useTask } from '../parts/use-task.ts';
import { Field } from '../people/field.tsx';
import { siteName } from '../records/site-name.ts';
import { savePlan } from './plan-api.ts';

interface PlanFormProps {
  /** What is changed; null plans a new one. */
  readonly change: PlanEntry | null;
  readonly choices: PlanChoices;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/** When, for whom, what kind and which programs. */
export function PlanForm({ change, choices, onSaved, onClose }: PlanFormProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const task = useTask();
  const [request, setRequest] = useState<PlanRequest>(() => ({
    township: change?.township ?? (change === null ? choices.only : null),
    sites: change?.sites ?? null,
    day: change?.day ?? '',
    time: change?.time ?? '19:30',
    kind: change?.kind ?? 'party-class',
    programs: change?.programs.map(({ program }) => program) ?? [],
    issue: change?.issue ?? null,
    note: change?.note ?? '',
  }));
  const set = (part: Partial<PlanRequest>) => setRequest((before) => ({ ...before, ...part }));
  const issue = choices.issues.find((one) => one.issue === request.issue);
  const scope = request.sites !== null ? 'sites' : (request.township ?? '');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    task.run(() => savePlan(change?.plan ?? null, request), onSaved);
  };
  return (
    <Dialog title={change === null ? t('plan.new') : t('plan.changeTitle')} onClose={onClose}>
      <form onSubmit={submit} className="dialog-form">
        <div className="two-fields">
          <Field label={t('plan.day')} type="date" required value={request.day} onChange={(event) => set({ day: event.target.value })} />
          <Field label={t('plan.time')} type="time" required value={request.time} onChange={(event) => set({ time: event.target.value.slice(0, 5) })} />
        </div>
        <fieldset className="switch" aria-label={t('plan.kind')}>
          {groupViewingKinds.map((kind) => (
            <label key={kind}>
              <input type="radio" name="plan-kind" checked={kind === request.kind} onChange={() => set({ kind })} />
              <span>{t(`plan.kind.${kind}`)}</span>
            </label>
          ))}
        </fieldset>
        <label className="field">
          {t('plan.for')}
          <select value={scope} onChange={(event) => set(scopeOf(event.target.value))}>
            {choices.only === null && <option value="">{t('plan.everySite')}</option>}
            {choices.townships.map(({ id, name }) => (
              <option key={id} value={id}>
                {inLanguage(name, language)}
              </option>
            ))}
            <option value="sites">{t('plan.someSites')}</option>
          </select>
        </label>
        {request.sites !== null && (
          <Checks
            label={t('plan.whichSites')}
            chosen={request.sites}
            options={choices.sites.map(({ id, name, township }) => [id, siteName({ name, township: { name: choices.townships.find((one) => one.id === township)?.name ?? name } }, language)])}
            onChange={(sites) => set({ sites })}
          />
        )}
        <label className="field">
          {t('plan.whichIssue')}
          <select value={request.issue ?? ''} onChange={(event) => set({ issue: event.target.value === '' ? null : event.target.value, programs: [] })}>
            <option value="">{t('plan.open')}</option>
            {choices.issues.map((one) => (
              <option key={one.issue} value={one.issue}>
                {one.number} {inLanguage(one.title, language)}
              </option>
            ))}
          </select>
        </label>
        {issue !== undefined && (
          <Checks label={t('plan.whichPrograms')} chosen={request.programs} options={issue.programs.map(({ program, title }) => [program, inLanguage(title, language)])} onChange={(programs) => set({ programs })} />
        )}
        <Field label={t('plan.note')} maxLength={300} value={request.note} onChange={(event) => set({ note: event.target.value })} />
        {task.refusal !== null && (
          <p className="note note-error" role="alert">
            {refusalText(t, task.refusal)}
          </p>
        )}
        <p className="dialog-buttons">
          <button type="button" onClick={onClose}>
            {t('plan.cancel')}
          </button>{' '}
          <button type="submit" className="main" disabled={task.busy || (request.sites !== null && request.sites.length === 0)}>
            {t('plan.save')}
          </button>
        </p>
      </form>
    </Dialog>
  );
}

interface ChecksProps<T extends string> {
  readonly label: string;
  readonly chosen: readonly T[];
  readonly options: readonly (readonly [id: T, name: string])[];
  readonly onChange: (chosen: T[]) => void;
}

/** Any number of a list. */
function Checks<T extends string>({ label, chosen, options, onChange }: ChecksProps<T>) {
  return (
    <fieldset className="checks">
      <legend>{label}</legend>
      <div className="checks-list">
        {options.map(([id, name]) => (
          <label key={id} className="check">
            <input type="checkbox" checked={chosen.includes(id)} onChange={({ target: { checked } }) => onChange(checked ? [...chosen, id] : chosen.filter((one) => one !== id))} />
            {name}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function scopeOf(value: string): Pick<PlanRequest, 'township' | 'sites'> {
  if (value === 'sites') return { township: null, sites: [] };
  return { township: value === '' ? null : value, sites: null };
}
