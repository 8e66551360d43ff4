import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { informationKinds } from '../../../../contract/information/item.ts';
import { commandOutcomes, commandRefusals } from '../../../../contract/site/command-ends.ts';
import { commandKinds } from '../../../../contract/site/commands.ts';
import { groupViewingKinds } from '../../../../contract/usage/copies.ts';
import { activityKinds } from '../../../../contract/usage/group-events.ts';
import { invalidReasons } from '../../../../contract/viewing/validity.ts';
import { roles } from '../../../../county/accounts/schemas.ts';
import { attentionKinds } from '../../../../county/attention/schemas.ts';
import { auditActions } from '../../../../county/audit/schemas.ts';
import en from '../../../../county/dashboard/i18n/en.json';
import zhCN from '../../../../county/dashboard/i18n/zh-CN.json';
import { problems } from '../../../../county/dashboard/records/standing.ts';
import { pages } from '../../../../county/dashboard/parts/use-page.ts';
import { periodKinds } from '../../../../county/dashboard/summary/period.ts';
import { itemStates } from '../../../../county/information/schemas.ts';
import { historyActions, pendingKinds } from '../../../../county/information/tables.ts';
import { impossibleKinds } from '../../../../county/records/schemas.ts';
import { questionStates } from '../../../../county/questions/schemas.ts';
import { commandStates } from '../../../../county/sites/schemas.ts';

const folder = fileURLToPath(new URL('../../../../county/dashboard', import.meta.url));

const recordsFamilies = { 'records.problem': problems, impossible: impossibleKinds, 'register.kind': ['party-class', 'training', 'self'], deliveries: ['line', 'stick'] };

const informationFamilies = {
  'information.kind': informationKinds,
  'lookups.measure': ['all', 'withoutHit'],
  'information.state': itemStates,
  'information.pending': pendingKinds,
  'information.action': historyActions,
};

const oversightFamilies = {
  'accounts.about': roles,
  'attention.kind': attentionKinds,
  'attention.todo': attentionKinds,
  'audit.action': auditActions,
  'audit.by': ['person', 'machine', 'command-line', 'setup-link'],
  command: commandKinds,
  'command.state': commandStates,
  'command.outcome': commandOutcomes,
  'command.refused': commandRefusals,
  difference: ['more', 'less'],
  'downloads.state': ['whole', 'arriving', 'waiting', 'stopped', 'missing'],
};

const questionFamilies = { 'questions.kind': informationKinds, 'questions.state': questionStates };

const hallFamilies = { activity: activityKinds, 'plan.kind': groupViewingKinds };

/** What a key made of parts, like `role.${…}`, can become. */
const families: Readonly<Record<string, readonly string[]>> = { role: roles, period: periodKinds, notCounted: invalidReasons, nav: pages, ...recordsFamilies, ...informationFamilies, ...oversightFamilies, ...questionFamilies, ...hallFamilies };

function usedKeys(): ReadonlySet<string> {
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));
  const text = sources.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
  const plain = [...text.matchAll(/\bt\(\s*'([^']+)'/g)].map(([, key]) => key ?? '');
  const made = [...text.matchAll(/\bt\(\s*`([^`$]+)\.\$\{/g)].flatMap(([, family = '']) => {
    const ends = families[family];
    if (ends === undefined) throw new Error(`The test does not know what ${family}.… can become.`);
    return ends.map((end) => `${family}.${end}`);
  });
  return new Set([...plain, ...made]);
}

describe('the texts of the web pages', () => {
  test('exist in both languages under the same keys, none of them empty', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zhCN).sort());
    expect([...Object.entries(en), ...Object.entries(zhCN)].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  test('take the same values in both languages', () => {
    const values = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name).sort();
    const texts: Readonly<Record<string, string>> = en;
    for (const [key, text] of Object.entries(zhCN)) expect(values(texts[key] ?? ''), key).toEqual(values(text));
  });

  test('are exactly those that the pages use', () => {
    const used = usedKeys();
    expect(used.size).toBeGreaterThan(50);
    expect([...used].sort()).toEqual(Object.keys(zhCN).sort());
  });
});
