import type { Words } from '../export/table.ts';
import type { AssessmentRules, RuleName } from './rules.ts';
import type { RuleScore } from './score.ts';

const words = (zh: string, en: string): Words => ({ 'zh-CN': zh, en });

/** What pages and files call the rules. */
export const ruleWords: Readonly<Record<RuleName, Words>> = {
  viewings: words('集中收看次数', 'Group viewings'),
  hours: words('开放时间', 'Opening hours'),
  attendance: words('党员出勤率', 'Members’ attendance'),
  downloads: words('按时下载', 'Downloads in time'),
  report: words('按时交月报', 'Monthly report in time'),
  evidence: words('收看照片', 'Evidence pictures'),
};

/** What a rule asks for. */
export function neededWords(rule: RuleName, rules: AssessmentRules): Words {
  switch (rule) {
    case 'viewings':
      return words(`每月至少 ${rules.viewings.atLeast} 次`, `at least ${rules.viewings.atLeast} a month`);
    case 'hours':
      return words(`每月至少 ${rules.hours.atLeast} 小时`, `at least ${rules.hours.atLeast} hours a month`);
    case 'attendance':
      return words(`不低于 ${rules.attendance.percent}%`, `at least ${rules.attendance.percent} %`);
    case 'downloads':
      return words(`发布后 ${rules.downloads.withinDays} 天内下载完`, `within ${rules.downloads.withinDays} days of the release`);
    case 'report':
      return words(`次月 ${rules.report.byDay} 日前签字`, `signed off by day ${rules.report.byDay} of the next month`);
    case 'evidence':
      return words('每次都有开始、中间、结束的照片', 'start, middle and end of each viewing');
  }
}

/** What was found. */
export function foundWords({ rule, found, of, points }: RuleScore): Words {
  switch (rule) {
    case 'viewings':
      return words(`${found ?? 0} 次`, String(found ?? 0));
    case 'hours':
      return words(`${found ?? 0} 小时`, `${found ?? 0} h`);
    case 'attendance':
      return found === null ? words('没有计入的收看', 'no viewing that counts') : words(`${found}%`, `${found} %`);
    case 'downloads':
      return points === 0 ? words('本月没有发布新一期', 'no issue was released') : words(`${of ?? 0} 期中 ${found ?? 0} 期`, `${found ?? 0} of ${of ?? 0}`);
    case 'report':
      if (found !== null) return words(`月末后第 ${found} 天签字`, `signed off ${found} days after the month`);
      return points === 0 ? words('还没到期', 'not due yet') : words('没有签字', 'not signed off');
    case 'evidence':
      return (of ?? 0) === 0 ? words('没有计入的收看', 'no viewing that counts') : words(`${of ?? 0} 次中 ${found ?? 0} 次`, `${found ?? 0} of ${of ?? 0}`);
  }
}
