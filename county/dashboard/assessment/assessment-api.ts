import { assessmentPaths, assessmentSchema, keptRulesSchema } from '../../assessment/schemas.ts';
import type { Assessment, KeptRules } from '../../assessment/schemas.ts';
import type { AssessmentRules } from '../../assessment/rules.ts';
import { ask } from '../api.ts';

export function askAssessment(month: string, signal: AbortSignal): Promise<Assessment> {
  return ask('GET', `${assessmentPaths.assessment}?month=${month}`, assessmentSchema, { signal });
}

export function changeRules(after: number, rules: AssessmentRules): Promise<KeptRules> {
  return ask('PUT', assessmentPaths.rules, keptRulesSchema, { body: { after, rules } });
}
