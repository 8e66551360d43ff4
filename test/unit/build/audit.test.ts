import { expect, it } from 'vitest';
import { verdictOf } from '../../../build/test/audit.mjs';

const finding = (severity: string, url: string) => ({ source: 1, name: 'left', title: 'reads too far', url, severity, range: '<2' });
const report = {
  auditReportVersion: 2,
  vulnerabilities: {
    left: { name: 'left', severity: 'high', via: [finding('high', 'https://advisories.invalid/1'), finding('low', 'https://advisories.invalid/2')] },
    pad: { name: 'pad', severity: 'high', via: ['left'] },
  },
};

it('a grave finding fails, a lesser one is told, each once however many packages it comes through', () => {
  expect(verdictOf(JSON.stringify(report), {})).toMatchObject({ grave: [{ name: 'left', url: 'https://advisories.invalid/1' }], told: [{ url: 'https://advisories.invalid/2' }] });
});

it('what is explained does not count; nothing found is a pass', () => {
  expect(verdictOf(JSON.stringify(report), { 'https://advisories.invalid/1': 'is never called with a length' })).toMatchObject({ grave: [], told: [{ severity: 'low' }] });
  expect(verdictOf(JSON.stringify({ auditReportVersion: 2, vulnerabilities: {} }), {})).toEqual({ grave: [], told: [] });
});

it('a registry that has no such service, or does not answer, is told from one that found nothing', () => {
  expect(verdictOf(JSON.stringify({ message: '405 Method Not Allowed', error: { summary: '' } }), {})).toEqual({ notRun: '405 Method Not Allowed' });
  expect(verdictOf(JSON.stringify({ error: { code: 'ENOTFOUND', summary: 'request failed' } }), {})).toEqual({ notRun: 'request failed' });
  for (const text of ['', '<html>sign in</html>']) expect(verdictOf(text, {})).toEqual({ notRun: 'no answer' });
});
