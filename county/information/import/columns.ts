import type { InformationKind } from '../../../contract/information/item.ts';

/** How the cells of a column are read. */
export type CellKind = 'line' | 'text' | 'slug' | 'day' | 'price' | 'phone' | 'list' | 'steps' | 'direction' | 'pictures';

/** Sheets that explain how a template is filled in; reading passes them over. */
export const explanationSheets = ['填写说明', 'How to fill in'] as const;

/** A column of a table of information; `key` names the field, `.en` its English words. */
export interface Column {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly aliases: readonly string[];
  readonly cells: CellKind;
  /** What a new item cannot do without, and nothing else gives. */
  readonly required: boolean;
  /** A cell as an example, for the template. */
  readonly example: string;
}

function column(key: string, cells: CellKind, zh: string, en: string, example: string, aliases: readonly string[] = [], required = false): Column {
  return { key, zh, en, aliases, cells, required, example };
}

const id = column('id', 'slug', '编号', 'id', '', ['序号编号', 'ID', 'code']);
const source = (required: boolean) => column('source', 'line', '来源', 'source', '县农业农村局', ['信息来源', '出处', 'from'], required);
const date = (required = false) => column('date', 'day', '日期', 'date', '2026-03-01', ['发布日期', '时间', '报价日期', '更新日期', 'day'], required);
const expires = (zh = '有效期至', example = '') => column('expires', 'day', zh, 'expires', example, ['到期日期', '失效日期', '截止日期', '过期日期', '有效期', 'expiry', 'expires on']);
const keywords = column('keywords', 'list', '关键词', 'keywords', '', ['关键字', '别名', 'tags']);
const title = (required: boolean, example: string) => column('title', 'line', '标题', 'title', example, ['名称', '题目', '信息标题'], required);
const body = (required: boolean, example: string) => column('body', 'text', '内容', 'text', example, ['正文', '说明', '详细内容', '简介', 'body', 'content'], required);
const phone = column('phone', 'phone', '电话', 'phone', '0930-1234567', ['联系电话', '手机', '手机号', '电话号码', 'telephone', 'tel'], true);

const english = (of: Column): Column => ({ ...of, key: `${of.key}.en`, zh: `英文${of.zh}`, en: `${of.en} (en)`, aliases: of.aliases.map((alias) => `英文${alias}`), required: false, example: '' });
/** Each text column with the one of its English words, which stand last. */
const withEnglish = (columns: readonly Column[]): readonly Column[] => [
  ...columns,
  ...columns.filter(({ key, cells }) => (cells === 'line' || cells === 'text' || cells === 'steps') && key !== 'program').map(english),
];

/** The columns of each kind, in the order in which templates and exports have them. */
export const columnsOf: Readonly<Record<InformationKind, readonly Column[]>> = {
  'market-price': withEnglish([
    id,
    column('product', 'line', '品名', 'product', '马铃薯', ['产品', '品种', '商品', '产品名称', '商品名称', 'item'], true),
    column('market', 'line', '市场', 'market', '陈湖镇集市', ['市场名称', '集市', '批发市场', '地点'], true),
    column('unit', 'line', '单位', 'unit', '元/公斤', ['计量单位', '价格单位'], true),
    date(true),
    column('price', 'price', '价格', 'price', '2.4', ['单价', '均价', '平均价', '今日价格'], true),
    ...[title(false, ''), body(false, ''), source(false), keywords, expires()],
  ]),
  'supply-demand': withEnglish([
    id,
    column('direction', 'direction', '供求', 'supply or demand', '供应', ['供求类型', '供需', '供应或求购', 'direction'], true),
    title(true, '供应：断奶羔羊60只'),
    body(false, '两月龄以上，已免疫。'),
    column('name', 'line', '联系人', 'contact', '南梁村养殖合作社', ['姓名', '联系人姓名', 'contact name'], true),
    ...[phone, date(), expires('有效期至', '2026-12-31'), source(true), keywords],
  ]),
  technique: withEnglish([
    ...[id, title(true, '马铃薯起垄')],
    body(false, '起垄保墒，便于排水。'),
    column('steps', 'steps', '步骤', 'steps', '深翻三十厘米\n起垄，垄宽六十厘米', ['操作步骤', '技术要点', '做法']),
    column('pictures', 'pictures', '图片', 'pictures', '', ['照片', '配图']),
    column('program', 'line', '配套节目', 'program', '', ['节目', '视频', '节目编号']),
    ...[date(), source(true), keywords, expires()],
  ]),
  policy: withEnglish([
    ...[id, title(true, '地膜回收补贴'), body(true, '交回一公斤废旧地膜，换新膜或领补贴。')],
    column('authority', 'line', '发布单位', 'authority', '县农业农村局', ['发文单位', '发文机关', '主管部门', '部门'], true),
    column('validFrom', 'day', '生效日期', 'valid from', '2026-01-01', ['起始日期', '执行日期', '实施日期', '开始日期'], true),
    column('validTo', 'day', '终止日期', 'valid to', '2026-12-31', ['废止日期', '结束日期', '有效截止']),
    ...[date(), source(false), keywords, expires('下架日期')],
  ]),
  contact: withEnglish([
    ...[id, title(true, '县农技推广站'), body(false, '问种植、病虫害。'), phone],
    column('address', 'line', '地址', 'address', '县城观象路2号', ['办公地址', '联系地址'], true),
    column('hours', 'line', '办公时间', 'hours', '工作日 8:30-17:30', ['服务时间', '工作时间', '上班时间', 'opening hours'], true),
    ...[date(), source(true), keywords, expires()],
  ]),
};

/** Names by which a table's column can be found, in the form that `headingForm` makes. */
export function headingsOf({ zh, en, aliases }: Column): readonly string[] {
  return [zh, en, ...aliases].map(headingForm);
}

/** A heading without width, case, spaces, stars and what stands in brackets as a remark, save the language. */
export function headingForm(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\((?!en\))[^()]*\)|[【[][^】\]]*[】\]]/gu, '')
    .replace(/[\s*:·_-]+/gu, '');
}
