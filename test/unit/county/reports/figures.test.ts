import { describe, expect, it } from 'vitest';
import { defaultValidityRule } from '../../../../contract/viewing/validity.ts';
import { addFigures, countFigures } from '../../../../county/reports/figures.ts';
import type { FigureParts } from '../../../../county/reports/figures.ts';

const facts = { opened: true, started: true, ended: true, abandoned: false, playedSeconds: 60, lengthSeconds: 100, attendance: 15 };
const parts: FigureParts = {
  downloads: 2,
  searches: 3,
  openings: 1,
  groupViewings: [
    { kind: 'party-class', facts },
    { kind: 'training', facts: { ...facts, attendance: 4 } },
    { kind: 'training', facts: { ...facts, ended: false, attendance: 0 } },
    { kind: null, facts: { ...facts, opened: false } },
  ],
  selfViewings: [
    { started: true, playedSeconds: 50, lengthSeconds: 100 },
    { started: true, playedSeconds: 49, lengthSeconds: 100 },
    { started: false, playedSeconds: 500, lengthSeconds: 0 },
  ],
};

describe('figures', () => {
  it('count what the rule lets pass, and name the first fault of what it does not', () => {
    expect(countFigures(parts, defaultValidityRule)).toEqual({
      issuesDownloaded: 2,
      partyClasses: 1,
      trainings: 1,
      lookups: { total: 4, searches: 3, opened: 1 },
      personTimes: { total: 20, group: 19, self: 1 },
      notCounted: { groupViewings: { 'not-ended': 1, 'incomplete-record': 1 }, selfViewings: { 'played-too-little': 1, 'incomplete-record': 1 } },
    });
  });

  it('of several sites are added, reason by reason', () => {
    const one = countFigures(parts, defaultValidityRule);
    const other = countFigures({ ...parts, groupViewings: parts.groupViewings.slice(2, 3), selfViewings: [] }, defaultValidityRule);
    expect(addFigures([one, other])).toEqual({
      issuesDownloaded: 4,
      partyClasses: 1,
      trainings: 1,
      lookups: { total: 8, searches: 6, opened: 2 },
      personTimes: { total: 20, group: 19, self: 1 },
      notCounted: { groupViewings: { 'not-ended': 2, 'incomplete-record': 1 }, selfViewings: { 'played-too-little': 1, 'incomplete-record': 1 } },
    });
    expect(addFigures([])).toEqual(countFigures({ downloads: 0, searches: 0, openings: 0, groupViewings: [], selfViewings: [] }, defaultValidityRule));
  });
});
