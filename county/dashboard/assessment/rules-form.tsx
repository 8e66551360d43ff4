import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { assessmentRulesSchema, ruleNames } from '../../assessment/rules.ts';
import type { AssessmentRules, RuleName } from '../../assessment/rules.ts';
import { neededWords, ruleWords } from '../../assessment/words.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { refusalText } from '../parts/refusal-text.ts';
import { useTask } from '../parts/use-task.ts';
import { WideTable } from '../parts/wide-table.tsx';
import { changeRules } from './assessment-api.ts';

interface RulesFormProps {
  readonly version: number;
  readonly rules: AssessmentRules;
  readonly mayChange: boolean;
  readonly onChanged: () => void;
}

/** The number besides its points that a rule has. */
const thresholds: Readonly<Partial<Record<RuleName, string>>> = { viewings: 'atLeast', hours: 'atLeast', attendance: 'percent', downloads: 'withinDays', report: 'byDay' };

/** The rules and their weights: shown to everybody, changed by county administrators. */
export function RulesForm({ version, rules, mayChange, onChanged }: RulesFormProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [values, setValues] = useState<Readonly<Record<RuleName, Readonly<Record<string, number>>>>>(rules);
  const { busy, refusal, run } = useTask();
  const parsed = assessmentRulesSchema.safeParse(values);
  const set = (rule: RuleName, field: string, value: number) => setValues({ ...values, [rule]: { ...values[rule], [field]: value } });
  const total = ruleNames.reduce((sum, rule) => sum + (values[rule].points ?? 0), 0);
  return (
    <section className="rules">
      <h2>{t('assessment.rules')}</h2>
      <p className="quiet">{version === 0 ? t('assessment.defaults') : t('assessment.version', { version })}</p>
      <WideTable label={t('assessment.rules')}>
        <thead>
          <tr>
            <th scope="col">{t('assessment.rule')}</th>
            <th scope="col">{t('assessment.needed')}</th>
            <th scope="col" className="number">
              {t('assessment.points')}
            </th>
          </tr>
        </thead>
        <tbody>
          {ruleNames.map((rule) => {
            const field = thresholds[rule];
            return (
              <tr key={rule}>
                <th scope="row">{ruleWords[rule][language]}</th>
                <td>
                  {mayChange && field !== undefined && (
                    <NumberField label={`${ruleWords[rule][language]}: ${t('assessment.needed')}`} value={values[rule][field] ?? 0} onChange={(value) => set(rule, field, value)} />
                  )}
                  <span className="quiet">{neededWords(rule, parsed.success ? parsed.data : rules)[language]}</span>
                </td>
                <td className="number">
                  {mayChange ? <NumberField label={`${ruleWords[rule][language]}: ${t('assessment.points')}`} value={values[rule].points ?? 0} onChange={(value) => set(rule, 'points', value)} /> : rules[rule].points}
                </td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {t('sites.total')}
            </th>
            <td className="number">{total}</td>
          </tr>
        </tfoot>
      </WideTable>
      {mayChange && (
        <div className="tools">
          {!parsed.success && (
            <p className="fault" role="alert">
              {t('assessment.wrong')}
            </p>
          )}
          {refusal !== null && (
            <p className="fault" role="alert">
              {refusalText(t, refusal)}
            </p>
          )}
          <button type="button" disabled={busy || !parsed.success || JSON.stringify(values) === JSON.stringify(rules)} onClick={() => parsed.success && run(() => changeRules(version, parsed.data), onChanged)}>
            {t('assessment.save')}
          </button>
        </div>
      )}
    </section>
  );
}

function NumberField({ label, value, onChange }: { readonly label: string; readonly value: number; readonly onChange: (value: number) => void }) {
  return <input type="number" className="short" aria-label={label} min={0} value={value} onChange={(event) => onChange(Number(event.target.value))} />;
}
