import type { Figures } from '../../contract/http.ts';
import { groupFaults, selfFaults } from '../../contract/viewing/validity.ts';
import type { GroupViewingFacts, InvalidReason, SelfViewingFacts, ValidityRule } from '../../contract/viewing/validity.ts';
import type { GroupViewingKind } from '../../contract/usage/event.ts';

/** What figures are made of: counts that need no rule, and the facts of each viewing, which the rule judges. */
export interface FigureParts {
  readonly downloads: number;
  readonly searches: number;
  /** Opened items that were not reached from a counted search. */
  readonly openings: number;
  readonly groupViewings: readonly { readonly kind: GroupViewingKind | null; readonly facts: GroupViewingFacts }[];
  readonly selfViewings: readonly SelfViewingFacts[];
}

/** The five figures by the county's rule. */
export function countFigures(parts: FigureParts, rule: ValidityRule): Figures {
  const classes = { 'party-class': 0, training: 0 };
  const notCounted: Figures['notCounted'] = { groupViewings: {}, selfViewings: {} };
  let [group, self] = [0, 0];
  for (const { kind, facts } of parts.groupViewings) {
    const [fault] = groupFaults(facts, rule);
    if (fault !== undefined || kind === null) tally(notCounted.groupViewings, fault ?? 'incomplete-record');
    else {
      classes[kind] += 1;
      group += facts.attendance;
    }
  }
  for (const facts of parts.selfViewings) {
    const [fault] = selfFaults(facts, rule);
    if (fault === undefined) self += 1;
    else tally(notCounted.selfViewings, fault);
  }
  const { downloads, searches, openings } = parts;
  return {
    issuesDownloaded: downloads,
    partyClasses: classes['party-class'],
    trainings: classes.training,
    lookups: { total: searches + openings, searches, opened: openings },
    personTimes: { total: group + self, group, self },
    notCounted,
  };
}

/** The figures of several sites together. */
export function addFigures(all: readonly Figures[]): Figures {
  const sum = (of: (figures: Figures) => number) => all.reduce((total, figures) => total + of(figures), 0);
  return {
    issuesDownloaded: sum((figures) => figures.issuesDownloaded),
    partyClasses: sum((figures) => figures.partyClasses),
    trainings: sum((figures) => figures.trainings),
    lookups: {
      total: sum((figures) => figures.lookups.total),
      searches: sum((figures) => figures.lookups.searches),
      opened: sum((figures) => figures.lookups.opened),
    },
    personTimes: {
      total: sum((figures) => figures.personTimes.total),
      group: sum((figures) => figures.personTimes.group),
      self: sum((figures) => figures.personTimes.self),
    },
    notCounted: {
      groupViewings: addTallies(all.map((figures) => figures.notCounted.groupViewings)),
      selfViewings: addTallies(all.map((figures) => figures.notCounted.selfViewings)),
    },
  };
}

type Tallies = Partial<Record<InvalidReason, number>>;

function tally(tallies: Tallies, reason: InvalidReason, by = 1): void {
  tallies[reason] = (tallies[reason] ?? 0) + by;
}

function addTallies(all: readonly Tallies[]): Tallies {
  const total: Tallies = {};
  for (const tallies of all) for (const [reason, by] of Object.entries(tallies)) tally(total, reason as InvalidReason, by);
  return total;
}
