import type { Words } from '../export/table.ts';
import type { NotCountedReason, RegisterTab } from './register-list-schemas.ts';

const words = (zh: string, en: string): Words => ({ 'zh-CN': zh, en });

/** What pages and files call the tabs. */
export const tabWords: Readonly<Record<RegisterTab, Words>> = {
  group: words('集中收看', 'Group viewings'),
  self: words('自主点播', 'Self-viewings'),
  lookups: words('查询', 'Lookups'),
  downloads: words('下载', 'Downloads'),
  offline: words('线下活动', 'Offline activities'),
};

/** Every kind that a row may have, by tab. */
export const kindWords: Readonly<Record<RegisterTab, Readonly<Record<string, Words>>>> = {
  group: { 'party-class': words('党课', 'Party class'), training: words('培训', 'Training') },
  self: {},
  lookups: {
    'market-price': words('市场行情', 'Market price'),
    'supply-demand': words('供求信息', 'Supply and demand'),
    technique: words('种养技术', 'Technique'),
    policy: words('政策补贴', 'Policy'),
    contact: words('联系方式', 'Contact'),
  },
  downloads: { line: words('网络', 'By line'), stick: words('U 盘', 'By stick') },
  offline: {
    'mobile-classroom': words('流动课堂', 'Mobile classroom'),
    'demonstration-base': words('示范基地', 'Demonstration base'),
    lecture: words('讲座', 'Lecture'),
  },
};

export const reasonWords: Readonly<Record<NotCountedReason, Words>> = {
  'not-started': words('签到后没有开始', 'Not started after the check-in'),
  'not-ended': words('还没有结束', 'Not ended yet'),
  abandoned: words('开始前取消了', 'Given up before the start'),
  'played-too-little': words('实际播放太少', 'Too little was really played'),
  'nobody-attended': words('没有人签到，也没有来宾', 'No member checked in and no guest counted'),
  'incomplete-record': words('记录还没有传全', 'The record has not arrived whole'),
  'part-of-search': words('从查询结果点开，算在那次查询里', 'Opened from a search, and counted with it'),
  withdrawn: words('已撤销', 'Withdrawn'),
};

export function kindWord(tab: RegisterTab, kind: string): Words {
  return kindWords[tab][kind] ?? words(kind, kind);
}
