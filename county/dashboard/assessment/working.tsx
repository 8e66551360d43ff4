import { useTranslation } from 'react-i18next';
import { daysOfMonth } from '../../monthly/month.ts';
import type { AssessmentRules, RuleName } from '../../assessment/rules.ts';
import type { RuleScore } from '../../assessment/score.ts';
import { foundWords, neededWords, ruleWords } from '../../assessment/words.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { reportAddress } from '../monthly/monthly-page.tsx';
import { listAddress } from '../register/register-address.ts';
import { WideTable } from '../parts/wide-table.tsx';

interface WorkingProps {
  readonly site: string;
  readonly month: string;
  readonly scores: readonly RuleScore[];
  readonly rules: AssessmentRules;
}

/** How a score came about: of each rule what it asks for, what was found, the points, and the way to what is behind it. */
export function Working({ site, month, scores, rules }: WorkingProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const days = daysOfMonth(month);
  const counted = listAddress('group', { site, ...days, counted: 'yes' });
  const report = reportAddress({ month, scope: 'site', id: site });
  const behind: Readonly<Record<RuleName, string>> = { viewings: counted, attendance: counted, evidence: counted, hours: report, report, downloads: listAddress('downloads', { site, from: days.from }) };
  return (
    <WideTable label={t('assessment.working')}>
      <thead>
        <tr>
          <th scope="col">{t('assessment.rule')}</th>
          <th scope="col">{t('assessment.needed')}</th>
          <th scope="col">{t('assessment.found')}</th>
          <th scope="col" className="number">
            {t('assessment.points')}
          </th>
        </tr>
      </thead>
      <tbody>
        {scores.map((score) => (
          <tr key={score.rule}>
            <th scope="row">{ruleWords[score.rule][language]}</th>
            <td>{neededWords(score.rule, rules)[language]}</td>
            <td>
              <a href={behind[score.rule]}>{foundWords(score)[language]}</a>
            </td>
            <td className="number">{score.points === 0 ? t('assessment.notJudged') : t('assessment.pointsOf', { given: score.given, points: score.points })}</td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}
