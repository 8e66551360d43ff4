import { inLanguage } from '../../contract/text.ts';
import type { Language } from '../../contract/text.ts';
import type { FileTable } from '../export/table.ts';
import { ruleNames } from './rules.ts';
import type { Assessment } from './schemas.ts';
import { foundWords, neededWords, ruleWords } from './words.ts';

/** Scores and their working as tables of a file. */
export function assessmentTables({ month, version, rules, score, townships }: Assessment, language: Language): readonly FileTable[] {
  const words = language === 'zh-CN' ? zh : en;
  const used = ruleNames.filter((rule) => rules[rule].points > 0);
  const sites = townships.flatMap((township) => township.sites.map((site) => ({ township, site })));
  const notes = [words.version(version), ...used.map((rule) => `${ruleWords[rule][language]}: ${neededWords(rule, rules)[language]} (${rules[rule].points})`)];
  return [
    {
      ...{ sheet: words.scores, title: words.title(month), notes },
      heads: [words.township, words.site, words.score, ...used.flatMap((rule) => [ruleWords[rule][language], words.points])],
      widths: [16, 18, 9, ...used.flatMap(() => [16, 9])],
      rows: sites.map(({ township, site }) => [
        ...[inLanguage(township.name, language), inLanguage(site.name, language), site.score],
        ...used.flatMap((rule) => {
          const found = site.rules.find((one) => one.rule === rule);
          return found === undefined ? [null, null] : [foundWords(found)[language], found.points === 0 ? null : found.given];
        }),
      ]),
    },
    {
      ...{ sheet: words.townships, title: words.townships, notes: [] },
      heads: [words.township, words.score],
      widths: [24, 10],
      rows: [...townships.map((township) => [inLanguage(township.name, language), township.score]), [words.county, score]],
    },
  ];
}

const zh = {
  title: (month: string) => `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月 站点考核`,
  version: (version: number) => (version === 0 ? '考核标准：默认' : `考核标准：第 ${version} 版`),
  ...{ scores: '站点得分', townships: '乡镇得分', township: '乡镇', site: '站点', score: '得分', points: '分', county: '全县' },
};
const en: typeof zh = {
  title: (month) => `Assessment of the sites, ${month}`,
  version: (version) => (version === 0 ? 'Rules: the defaults' : `Rules: version ${version}`),
  ...{ scores: 'Sites', townships: 'Townships', township: 'Township', site: 'Site', score: 'Score', points: 'Points', county: 'County' },
};
