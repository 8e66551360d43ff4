import { describe, expect, it } from 'vitest';
import type { IssueState } from '../../../../../renderer/screens/programs/issues.ts';
import { actionsFor } from '../../../../../renderer/screens/site/downloads/download-actions.ts';
import { moved, RATE_STEPS, ratesToChoose } from '../../../../../renderer/screens/site/downloads/rules.ts';

describe('the hours of the night', () => {
  it('move by whole hours, round midnight', () => {
    expect(moved({ from: '23:30', to: '06:00' }, 'from', 1)).toEqual({ from: '00:30', to: '06:00' });
    expect(moved({ from: '22:00', to: '00:00' }, 'to', -1)).toEqual({ from: '22:00', to: '23:00' });
  });

  it('never become a night without length', () => {
    expect(moved({ from: '22:00', to: '23:00' }, 'to', -1)).toEqual({ from: '22:00', to: '21:00' });
  });
});

describe('the limits to choose from', () => {
  it('are the usual ones, and the present one when it is another', () => {
    expect(ratesToChoose(null)).toEqual(RATE_STEPS);
    expect(ratesToChoose(5000)).toEqual([...RATE_STEPS, 5000]);
  });
});

describe('what can be done about an issue', () => {
  const actions = (state: IssueState['state'], but: Partial<IssueState> = {}): readonly string[] =>
    actionsFor({
      issue: '2026-11', number: '2026-11', title: { 'zh-CN': '11' }, publishedAt: '2026-11-03T08:00:00.000+08:00', programs: 1, state, doneBytes: 0, totalBytes: 10,
      bytesPerSecond: null, secondsLeft: null, reason: null, kept: false, ...but,
    });

  it('is to stop what comes, and to go on with what was stopped', () => {
    expect(actions('downloading')).toContain('pause');
    expect(actions('downloading')).not.toContain('fetch');
    expect(actions('paused')).toContain('fetch');
    expect(actions('paused')).not.toContain('pause');
  });

  it('is to try again only what waits after a failure', () => {
    expect(actions('waiting')).not.toContain('retry');
    expect(actions('waiting', { reason: { code: 'county-unreachable', data: { url: 'https://a' } } })).toContain('retry');
  });

  it('is to remove only what is here or asked for', () => {
    expect(actions('absent')).toEqual(['fetch']);
    expect(actions('absent', { doneBytes: 3 })).toEqual(['fetch', 'cancel']);
    expect(actions('here')).toEqual(['keep', 'cancel']);
    expect(actions('withdrawn')).toEqual([]);
  });
});
