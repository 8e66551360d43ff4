import { z } from 'zod';
import { planIdSchema } from '../../../contract/usage/copies.ts';
import { planChoicesSchema, planPaths, plansAnswerSchema } from '../../plan/schemas.ts';
import type { PlanChoices, PlanEntry, PlanRequest } from '../../plan/schemas.ts';
import { ask, send } from '../api.ts';

/** What is planned, and what a plan can be made of. */
export interface PlanPageAnswer {
  readonly plans: readonly PlanEntry[];
  readonly choices: PlanChoices;
}

/** `question` changes whenever something was planned, so that it is asked anew. */
export async function askPlans(_question: string, signal: AbortSignal): Promise<PlanPageAnswer> {
  const [{ plans }, choices] = await Promise.all([ask('GET', planPaths.plans, plansAnswerSchema, { signal }), ask('GET', planPaths.choices, planChoicesSchema, { signal })]);
  return { plans, choices };
}

export function savePlan(plan: string | null, request: PlanRequest): Promise<unknown> {
  const answer = z.strictObject({ plan: planIdSchema });
  return plan === null ? ask('POST', planPaths.plans, answer, { body: request }) : ask('PUT', planPaths.plan(plan), answer, { body: request });
}

export async function withdrawPlan(plan: string): Promise<void> {
  await send('DELETE', planPaths.plan(plan), {});
}
