import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { invalidReasons } from '../../../../contract/viewing/validity.ts';
import { roles } from '../../../../county/accounts/schemas.ts';
import en from '../../../../county/dashboard/i18n/en.json';
import zhCN from '../../../../county/dashboard/i18n/zh-CN.json';
import { problems } from '../../../../county/dashboard/records/standing.ts';
import { pages } from '../../../../county/dashboard/parts/use-page.ts';
import { periodKinds } from '../../../../county/dashboard/summary/period.ts';
import { impossibleKinds } from '../../../../county/records/schemas.ts';

const folder = fileURLToPath(new URL('../../../../county/dashboard', import.meta.url));

const recordsFamilies = { 'records.problem': problems, impossible: impossibleKinds, 'register.kind': ['party-class', 'training', 'self'], deliveries: ['line', 'stick'] };

/** What a key made of parts, like `role.${…}`, can become. */
const families: Readonly<Record<string, readonly string[]>> = { role: roles, period: periodKinds, notCounted: invalidReasons, nav: pages, ...recordsFamilies };

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
