import { describe, expect, it } from 'vitest';
import { problemCodes } from '../../../../contract/problem.ts';
import type { Problem } from '../../../../contract/problem.ts';
import { languages } from '../../../../contract/text.ts';
import { createTexts } from '../../../../renderer/i18n/i18n.ts';
import { createFormat } from '../../../../renderer/i18n/use-format.ts';
import { problemText } from '../../../../renderer/i18n/use-problem-text.ts';
import { memberNumberSchema } from '../../../../contract/usage/event.ts';

/** One problem of each code: a code without an example here does not compile. */
const examples: { readonly [C in Problem['code']]: Extract<Problem, { code: C }>['data'] } = {
  'pin-wrong': { waitMs: 30_000 },
  'pin-wait': { waitMs: 12_300 },
  'pin-malformed': {},
  'pin-already-chosen': {},
  'operator-locked': {},
  'reset-code-wrong': { waitMs: 30_000 },
  'records-unsent': { lines: 12 },
  'viewing-in-the-way': {},
  'update-not-possible': {},
  'update-not-newer': {},
  'member-unknown': { number: '041' },
  'card-unknown': { card: '0008812345' },
  'member-not-checked-in': { number: memberNumberSchema.parse('012') },
  'roster-empty': {},
  'member-pin-needed': { number: memberNumberSchema.parse('012') },
  'member-pin-wrong': { waitMs: 5000 },
  'member-pin-wait': { waitMs: 5000 },
  'nobody-signed-in': {},
  'program-not-here': { program: '2026-11/a' },
  'program-unknown': { program: '2026-11/a' },
  'issue-unknown': { issue: '2026-11' },
  'viewing-already-open': {},
  'viewing-not-open': {},
  'viewing-unknown': {},
  'nothing-corrected': {},
  'plan-not-own': {},
  'activity-unknown': {},
  'viewing-not-started': {},
  'viewing-already-started': {},
  'nobody-checked-in': {},
  'played-impossible': { detail: 'longer than the time that passed' },
  'item-unknown': { item: 'a' },
  'question-unknown': {},
  'printer-missing': {},
  'printer-failing': { reason: 'out of paper' },
  'already-enrolled': {},
  'not-enrolled': {},
  'enrolment-code-malformed': {},
  'enrolment-code-unknown': {},
  'enrolment-code-used': {},
  'enrolment-code-expired': {},
  'county-key-wrong': {},
  'county-url-malformed': { url: 'htp:/county' },
  'county-url-insecure': { url: 'http://county.example' },
  'county-unreachable': { url: 'https://county.example' },
  'county-failing': { status: 500 },
  'county-is-something-else': { status: 200 },
  'county-refused': { code: 'terminal-unknown', message: 'no such terminal' },
  'signature-wrong': { what: 'roster' },
  'version-older': { what: 'catalogue' },
  'content-damaged': { what: 'film' },
  'downloads-at-night': { from: '22:00' },
  'programs-lack-room': { freeBytes: 1_500_000, neededBytes: 9_000_000 },
  'disk-full': { freeBytes: 1_500_000 },
  'disk-failing': { code: 'EIO' },
  'records-waiting-for-disk': { lines: 7 },
  'stick-gone': {},
  'stick-read-only': {},
  'stick-full': { freeBytes: 1_500_000 },
  'stick-failing': { code: 'EIO' },
  'stick-file-too-large': {},
  'stick-busy': {},
  'settings-damaged': { file: 'settings.json' },
  'bad-request': { detail: 'programs: too few' },
  internal: { reference: '7f3a' },
};

describe.each(languages)('a problem in %s', (language) => {
  const texts = createTexts(language);
  const format = createFormat(language);
  const words = (problem: Problem): ReturnType<typeof problemText> => problemText(texts.t, format, problem);

  it.each(problemCodes)('%s says what happened and what to do, with its data filled in', (code) => {
    const problem = { code, data: examples[code] } as Problem;
    const { what, safe, todo } = words(problem);
    for (const text of [what, safe, todo]) {
      expect(text).not.toContain('{{');
      expect(text).not.toContain(code);
    }
    expect(what).not.toBe('');
    expect(todo).not.toBe('');
    // That nothing is lost need not be said where nothing could be.
    if (!/^(member-)?pin-/.test(code)) expect(safe).not.toBe('');
  });

  it('tells whole seconds, rounded up, and none where there is no wait', () => {
    expect(words({ code: 'pin-wait', data: { waitMs: 12_300 } }).todo).toContain('13');
    expect(words({ code: 'pin-wrong', data: { waitMs: 0 } }).todo).not.toMatch(/\d/);
  });

  it('names the number that is not on the roster, the size that is left, and how many lines wait', () => {
    expect(words({ code: 'member-unknown', data: { number: '041' } }).what).toContain('041');
    expect(words({ code: 'disk-full', data: { freeBytes: 1_500_000 } }).what).toContain('1.4 MB');
    expect(words({ code: 'records-waiting-for-disk', data: { lines: 7 } }).what).toContain('7');
  });

  it('keeps codes to a line for the technician, and leaves it out where people can help themselves', () => {
    expect(words({ code: 'county-refused', data: { code: 'terminal-unknown', message: 'no such terminal' } }).technical).toBe(
      'county-refused · terminal-unknown · no such terminal',
    );
    expect(words({ code: 'nobody-checked-in', data: {} }).technical).toBeUndefined();
  });
});
