import type { InformationKind } from '../../contract/information/item.ts';

/** What a word in a question tells about what is wanted, besides what it names. */
export interface Hint {
  readonly kind?: InformationKind;
  /** The word itself is also looked for. */
  readonly named?: true;
}

const hints = new Map<string, Hint>();
function say(words: string, hint: Hint): void {
  for (const word of words.trim().split(/\s+/)) hints.set(word, hint);
}

say('多少钱 价格 价钱 价 行情 市价 卖价 报价 收购价 批发价 一斤多少钱 price prices cost', { kind: 'market-price' });
say('怎么 怎样 如何 咋 咋样 怎么办 怎么种 怎么养 怎么做 什么时候 啥时候 办法 方法 技术 要点 how', { kind: 'technique' });
say('打药 喷药 用什么药 打什么药 怎么治 防治 防控 施肥 播种 浇水 采收 修剪 驱虫 贮藏 喂 种植 栽培', { kind: 'technique', named: true });
say('补贴 补助 津贴 奖补 贴息 subsidy subsidies grant', { kind: 'policy', named: true });
say('政策 规定 办理 申请 国家 policy', { kind: 'policy' });
say('电话 地址 号码 在哪里 在哪 找谁 联系 联系电话 电话号码 phone', { kind: 'contact' });
say('求购 收购 要买 想买 谁要 谁收 供应 出售 有卖 卖 wanted buy sell sale', { kind: 'supply-demand', named: true });
say(
  `的 了 吗 呢 啊 吧 呀 么 是 有 有没有 没有 在 和 与 或 及 我 我们 你 他 要 想 能 可以 会 请问 问 一下 给 把 被 让 谁 哪 哪里 哪儿 什么 啥 多少 几 个 些
   一 一斤 一亩 一吨 一头 一只 一袋 一瓶 一公斤 斤 公斤 吨 亩 钱 现在 目前 时候 人 好 最 查 查询 查一下 看 看看 树 老 国 发 用 家里 家 做 弄 搞 办 需要 应该 如果 为什么 信息 下 到 处理 哪种 什么样
   the a an of for in on to is are do does i my what where when who much many`,
  {},
);

/** Null for a word that only names something. */
export function hintOf(word: string): Hint | null {
  return hints.get(word) ?? null;
}

export function hintWords(): Iterable<string> {
  return hints.keys();
}

/** Characters that are mistaken for each other because they look alike; each is read as the first of its group. */
const alike = ['土士', '己已巳', '末未', '素索', '茄加', '天夭', '薯署暑', '玉王', '米木', '粟栗', '猪诸', '鸡鸠', '肥肌', '膜模', '苗亩', '椒淑', '鳟蹲', '疫役', '锈绣', '贴帖', '险脸', '储贮', '锅埚'];
const readAs = new Map(alike.flatMap((group) => Array.from(group).map((character) => [character, group.charAt(0)] as const)));

/** The same for characters that look alike. */
export function shapeOf(text: string): string {
  return Array.from(text, (character) => readAs.get(character) ?? character).join('');
}
