import type { TFunction } from 'i18next';
import { inLanguage } from '../../../contract/text.ts';
import type { Language } from '../../../contract/text.ts';
import type { PlanChoices, PlanEntry } from '../../plan/schemas.ts';

/** Whom a plan is for, in words. */
export function scopeText(t: TFunction, language: Language, { township, sites }: Pick<PlanEntry, 'township' | 'sites'>, choices: PlanChoices): string {
  if (sites !== null) {
    const names = sites.flatMap((id) => choices.sites.find((site) => site.id === id) ?? []).map(({ name }) => inLanguage(name, language));
    return names.length > 3 ? t('plan.sites', { names: names.slice(0, 3).join(t('plan.separator')), number: sites.length }) : names.join(t('plan.separator'));
  }
  const named = choices.townships.find(({ id }) => id === township);
  return named === undefined ? t('plan.everySite') : inLanguage(named.name, language);
}
