import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import type { PlanItem } from '../../contract/ipc/hall-topics.ts';
import { fail } from '../../contract/problem.ts';
import type { Problem } from '../../contract/problem.ts';
import type { ProgramId } from '../../contract/programs/program.ts';
import type { PublicKey } from '../../contract/site/enrolment.ts';
import { planIdSchema } from '../../contract/usage/copies.ts';
import type { PlanId } from '../../contract/usage/copies.ts';
import type { EventData, GroupViewingKind } from '../../contract/usage/event.ts';
import { sitePlanSchema } from '../../contract/viewing/plan.ts';
import type { PlannedViewing, SitePlan } from '../../contract/viewing/plan.ts';
import type { Clock } from '../site/clock.ts';
import { createListeners } from '../site/listeners.ts';
import { openSignedDocument } from '../site/signed-document.ts';
import type { Signed } from '../site/signed.ts';
import type { UsageRecorder } from '../usage/recorder.ts';
import type { HallRecords } from './hall-records.ts';
import type { ViewingSources } from './sources.ts';

/** What is not held yet stays in sight for so many days. */
const DAYS_BACK = 7;

export interface ScheduleDeps {
  /** Where the county's plan is kept. */
  readonly folder: string;
  readonly countyKey: PublicKey | null;
  readonly site: () => string | null;
  readonly clock: Pick<Clock, 'wall'>;
  readonly recorder: UsageRecorder;
  readonly own: () => HallRecords['plans'];
  /** The plans that viewings were begun from. */
  readonly held: () => ReadonlySet<PlanId>;
  readonly sources: Pick<ViewingSources, 'program'>;
  readonly onProblem: (problem: Problem) => void;
}

export interface NewPlan {
  readonly plan: PlanId | null;
  readonly day: string;
  readonly time: string;
  readonly kind: GroupViewingKind;
  readonly programs: readonly ProgramId[];
  readonly note: string;
}

/** The coming group viewings: the county's plan for this site, and what the operator planned here. */
export interface Schedule {
  /** The topic `schedule`. */
  readonly view: () => PlanItem[];
  /** What is planned under this id; undefined when it is gone. */
  readonly find: (plan: PlanId) => PlanItem | undefined;
  /** Throws `plan-not-own` when `plan` names one of the county's, or none. */
  readonly make: (plan: NewPlan) => Promise<void>;
  readonly withdraw: (plan: PlanId) => Promise<void>;
  readonly onChanged: (listener: () => void) => () => void;
  /** The county's document, as the line brings it. */
  readonly document: { readonly version: () => number; readonly accept: (signed: Signed<SitePlan>) => Promise<boolean> };
}

export async function openSchedule(deps: ScheduleDeps): Promise<Schedule> {
  const { clock, countyKey, onProblem, recorder } = deps;
  const county = await openSignedDocument<SitePlan>({ file: join(deps.folder, 'plan.jws'), schema: sitePlanSchema, what: 'plan', countyKey, clock, onProblem });
  const listeners = createListeners();
  county.onChanged(() => listeners.tell());

  const view = (): PlanItem[] => {
    const since = dayBefore(clock.wall().slice(0, 10), DAYS_BACK);
    const held = deps.held();
    const item = (source: PlanItem['source']) => (planned: PlannedViewing): PlanItem => ({ ...planned, source, held: held.has(planned.plan) });
    const all = [...(county.current()?.payload.items ?? []).map(item('county')), ...Object.values(deps.own()).map(asPlanned).map(item('operator'))];
    return all.filter(({ day }) => day >= since).sort((a, b) => compare(`${a.day} ${a.time}`, `${b.day} ${b.time}`));
  };

  return {
    view,
    find: (plan) => view().find((one) => one.plan === plan),
    make: async ({ plan, programs, ...rest }) => {
      if (plan !== null && deps.own()[plan] === undefined) fail('plan-not-own', {});
      const titled = programs.map((program) => ({ program, title: deps.sources.program(program)?.title ?? fail('program-unknown', { program }) }));
      await recorder.record({ type: 'plan.made', data: { ...rest, plan: plan ?? planIdSchema.parse(uuidv7()), programs: titled } });
    },
    withdraw: async (plan) => {
      if (deps.own()[plan] === undefined) fail('plan-not-own', {});
      await recorder.record({ type: 'plan.withdrawn', data: { plan } });
    },
    onChanged: listeners.add,
    document: {
      version: () => county.current()?.payload.version ?? 0,
      accept: async (signed) => (signed.payload.site === deps.site() ? county.accept(signed) : fail('content-damaged', { what: 'plan' })),
    },
  };
}

function asPlanned(made: EventData<'plan.made'>): PlannedViewing {
  return { ...made, issue: null };
}

/** The calendar day so many days before `day`. */
function dayBefore(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - days);
  return date.toISOString().slice(0, 10);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
