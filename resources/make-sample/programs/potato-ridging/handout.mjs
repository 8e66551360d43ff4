// @ts-check
/** The sheet to take home: two A4 pages, in units of a tenth of a millimetre. */
import { hills } from '../../draw/page.mjs';
import { colour } from '../../draw/palette.mjs';
import { badge, box, disc, document, place, stroke, text } from '../../draw/svg.mjs';
import { potatoPlant, sun, tuber } from '../../draw/field.mjs';
import { earthingUp, firstEarthing, knifeAndSeed, plantSpacing, plantingDepth, ridgeWithMeasures, secondEarthing } from './drawings.mjs';

const W = 2100;
const H = 2970;
const LEFT = 150;
const WIDE = W - 2 * LEFT;

/** @param {number} number @param {string} foot @param {string} body */
const sheet = (number, foot, body) =>
  document(
    W,
    H,
    box(0, 0, W, H, colour.white) +
      body +
      stroke(`M${LEFT} 2840 H${W - LEFT}`, colour.line, 3) +
      text(LEFT, 2894, foot, { size: 36, fill: colour.soft }) +
      text(W - LEFT, 2894, `${number} / 2`, { size: 36, fill: colour.soft, anchor: 'end' }),
  );

/** @param {number} y @param {string} words */
const heading = (y, words) => box(LEFT, y - 54, 14, 68, colour.red, 5) + text(LEFT + 38, y, words, { size: 62, bold: true, serif: true });

/** A framed drawing with its number, name and a line of advice. @param {number} x @param {number} y @param {number} w @param {number} h @param {number} number @param {string} name @param {string} advice @param {string} picture */
const step = (x, y, w, h, number, name, advice, picture) =>
  box(x, y, w, h, colour.paper, 20, `stroke="${colour.line}" stroke-width="3"`) +
  badge(x + 62, y + 66, number, 40) +
  text(x + 122, y + 84, name, { size: 52, bold: true }) +
  picture +
  text(x + 40, y + h - (advice.includes('\n') ? 96 : 42), advice, { size: 40, leading: 1.4 });

function firstPage() {
  const banner =
    `<clipPath id="banner"><rect x="0" y="0" width="${W}" height="520"/></clipPath><g clip-path="url(#banner)">${
      box(0, 0, W, 520, colour.paper) +
      place(hills(), 0, -560, 1.65) +
      sun(1880, 130, 62) +
      place(potatoPlant(230, true), 1500, 470) +
      place(potatoPlant(190, true), 1740, 490)
    }${tuber(1620, 478, 44) + tuber(1400, 490, 36) + tuber(1860, 492, 40)}</g>` +
    box(LEFT, 92, 330, 70, colour.red, 10) +
    text(LEFT + 165, 142, '农技明白纸', { size: 46, bold: true, fill: colour.white, anchor: 'middle' }) +
    text(LEFT - 4, 306, '马铃薯起垄栽培', { size: 136, bold: true, serif: true }) +
    text(LEFT, 396, '土要松，垄要高，培两次土', { size: 56, fill: colour.soft });
  const steps =
    step(
      LEFT,
      580,
      WIDE,
      800,
      1,
      '备好种薯',
      '选脱毒种薯，挑掉病薯、烂薯。切块晾干伤口再播，不要堆厚，防止腐烂。',
      place(knifeAndSeed(2), LEFT + 110, 580, 1.18),
    ) +
    step(
      LEFT,
      1420,
      WIDE,
      690,
      2,
      '起垄',
      '施足腐熟农家肥，深翻整平再起垄。坡地沿等高线起垄，拦住雨水和泥土。',
      place(ridgeWithMeasures(), LEFT + 250, 1330, 1.02),
    ) +
    step(
      LEFT,
      2150,
      WIDE,
      630,
      3,
      '播种',
      '10厘米深的土，连着几天稳定在7～8℃，就可以播。',
      place(plantingDepth() + plantSpacing(), LEFT + 260, 2072, 1),
    );
  return sheet(1, '配合节目《马铃薯起垄栽培》学习', banner + steps);
}

function secondPage() {
  const half = (WIDE - 40) / 2;
  const earthing = step(
    LEFT,
    130,
    WIDE,
    690,
    4,
    '培两次土',
    '培土不伤根、不埋叶。薯块不露土，就不会变青。',
    place(earthingUp(firstEarthing), LEFT + 400, 240, 1.02) + place(earthingUp(secondEarthing), LEFT + 1040, 240, 1.02),
  );

  const rows = [
    ['垄距', '80～90厘米', '从垄中间量到垄中间'],
    ['垄高', '20～25厘米', '从沟底量到垄顶'],
    ['株距', '25～30厘米', '肥地宜稀，薄地宜密'],
    ['播深', '10～12厘米', '土湿浅一点，土干深一点'],
    ['切块', '30～50克', '每块1～2个芽眼'],
    ['地温', '7～8℃', '早上看10厘米深处'],
  ];
  const table =
    heading(950, '记住这些数') +
    rows
      .map(([name = '', value = '', note = ''], i) => {
        const y = 1000 + i * 96;
        return (
          box(LEFT, y, WIDE, 96, i % 2 ? colour.white : colour.paper) +
          text(LEFT + 40, y + 64, name, { size: 46, bold: true }) +
          text(LEFT + 300, y + 66, value, { size: 54, bold: true, fill: colour.red }) +
          text(LEFT + 860, y + 64, note, { size: 44 })
        );
      })
      .join('') +
    box(LEFT, 1000, WIDE, 576, 'none', 14, `stroke="${colour.line}" stroke-width="3"`);

  const asked = [
    ['青头洋芋削掉青皮能吃吗？', '绿得多的、芽多的，不吃，也不喂牲口。里面的龙葵素有毒，煮不掉。'],
    ['病薯、烂薯怎么办？', '拣出来带离地块深埋，不要扔在地头，也不要直接沤肥。'],
    ['为什么不能年年种在一块地？', '病会越积越多。和玉米、小麦、豆类轮着种，隔两三年再种洋芋。'],
  ];
  const answers =
    heading(1712, '大家常问') +
    asked
      .map(([question = '', answer = ''], i) => {
        const y = 1776 + i * 168;
        return (
          disc(LEFT + 34, y + 26, 34, colour.gold) +
          text(LEFT + 34, y + 43, '问', { size: 40, bold: true, fill: colour.white, anchor: 'middle' }) +
          text(LEFT + 92, y + 42, question, { size: 48, bold: true }) +
          text(LEFT + 92, y + 112, answer, { size: 42, fill: colour.soft })
        );
      })
      .join('');

  const notes =
    heading(2386, '我家地里的记录') +
    ['地块', '播种日期', '第一次培土', '第二次培土', '收获多少']
      .map((label, i) => {
        const x = LEFT + (i % 2) * (half + 40);
        const y = 2490 + Math.floor(i / 2) * 112;
        return (
          text(x, y, label, { size: 44 }) +
          stroke(`M${x + label.length * 44 + 24} ${y + 8} H${x + (i === 4 ? WIDE : half)}`, colour.soft, 2)
        );
      })
      .join('');
  return sheet(2, '各地水热条件不同，具体以当地农技人员的指导为准', earthing + table + answers + notes);
}

export const handoutPages = [firstPage, secondPage];
