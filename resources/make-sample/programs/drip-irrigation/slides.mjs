// @ts-check
import { ground, maizePlant, sun } from '../../draw/field.mjs';
import { cover, hills, page } from '../../draw/page.mjs';
import { colour } from '../../draw/palette.mjs';
import { arrow, badge, box, chip, disc, fade, oval, place, shape, stroke, text } from '../../draw/svg.mjs';
import { fallingDrop, head, oozingDrop, roots, tape, wetBulb } from './pipes.mjs';

const at = (/** @type {number} */ phase, /** @type {number} */ shift) => (phase + shift) % 1;

/** A plant on soil with a dripping tape beside it; x is its stem, y the ground. @param {number} x @param {number} y @param {number} tall @param {number} phase */
function drippedPlant(x, y, tall, phase) {
  const beside = x + tall * 0.22;
  return (
    wetBulb(x + tall * 0.1, y, tall * (0.6 + 0.04 * Math.sin(phase * 2 * Math.PI)), tall * 0.5) +
    roots(x, y + 2, tall * 0.24) +
    place(maizePlant(tall), x, y + 4) +
    oozingDrop(beside, y - tall * 0.05, tall * 0.055, phase)
  );
}

/** @param {number} phase */
function drawing(phase) {
  const soil = 'M490 720 C530 600 560 520 660 514 S820 506 920 510 T1280 500 V720 Z';
  return (
    hills(150) +
    sun(1150, 116, 52) +
    ground(soil, { x: 500, y: 520, w: 770, h: 190, count: 62 }) +
    [720, 930, 1140].map((x, i) => drippedPlant(x, 514, 270, at(phase, i * 0.37))).join('')
  );
}

/** @param {number} phase */
const title = (phase) => cover({ kicker: '致富技能', title: '滴灌\n省水又省肥', under: '一滴一滴，浇到根上', drawing: drawing(phase) });

export const poster = () => title(0.3);

/** @param {number} step @param {number} phase */
function compare(step, phase) {
  const soil = (/** @type {number} */ x) => ground(`M${x} 420 H${x + 550} V610 H${x} Z`, { x: x + 8, y: 430, w: 534, h: 170, count: 44 });
  const flood =
    soil(70) +
    box(70, 398, 550, 30, colour.water) +
    box(70, 428, 550, 110, colour.soilWet, 0, 'opacity="0.55"') +
    [180, 345, 510].map((x) => place(maizePlant(170), x, 426)).join('') +
    [110, 262, 428, 585].map((x) => arrow(x, 380, x, 322, colour.water, 6)).join('') +
    [180, 345, 510].map((x) => arrow(x, 500, x, 584, '#BBD9EA', 7)).join('') +
    chip(345, 172, '漫灌', { size: 42, fill: colour.soft });
  const drip =
    soil(660) +
    [770, 935, 1100].map((x, i) => drippedPlant(x, 424, 170, at(phase, i * 0.37))).join('') +
    chip(935, 172, '滴灌', { size: 42 });
  return page('水都去了哪里', flood + fade(drip, step >= 2 ? 1 : 0.15));
}

/** The whole system from water to row. @param {number} step @param {number} phase */
function layout(step, phase) {
  const on = (/** @type {number} */ from, /** @type {string} */ markup) => fade(markup, step >= from ? 1 : 0.16);
  const label = (/** @type {number} */ x, /** @type {string} */ words) => text(x, 540, words, { size: 38, bold: true, anchor: 'middle' });
  const pipe = (/** @type {string} */ d) => stroke(d, colour.blue, 16);
  const source =
    pipe('M120 426 H520') +
    place(head.well(), 48, 306, 1.15) +
    place(head.pump(), 224, 300, 1.15) +
    place(head.tank(), 396, 282, 1.2) +
    label(122, '水源') +
    label(300, '水泵') +
    label(474, '施肥罐');
  const filter =
    pipe('M530 426 H770 M770 280 V560') +
    place(head.filter(), 556, 278, 1.2) +
    label(634, '过滤器') +
    text(600, 218, '干管、支管', { size: 38, bold: true, anchor: 'middle' }) +
    arrow(640, 236, 748, 312, colour.ink, 5);
  const rows = [290, 428, 566]
    .map(
      (y, i) =>
        pipe(`M770 ${y} h44`) +
        [0, 1, 2, 3].map((n) => oval(858 + n * 102, y + 10, 36, 14, colour.soilWet)).join('') +
        tape(812, 1206, y, 102) +
        [0, 1, 2, 3]
          .map((n) => oozingDrop(863 + n * 102, y, 0, at(phase, n * 0.23 + i * 0.4)) + place(maizePlant(86), 880 + n * 102, y + 4))
          .join(''),
    )
    .join('');
  return page(
    '一套滴灌',
    box(796, 132, 430, 468, '#D9BC92', 16) +
      on(1, source) +
      on(2, filter) +
      on(3, rows) +
      (step >= 3 ? chip(1011, 166, '滴灌带', { size: 38 }) : ''),
  );
}

/** @param {number} step */
function lay(step) {
  const emitter = (/** @type {number} */ x) => stroke(`M${x} 296 v-30 M${x - 16} 300 l-14 -26 M${x + 16} 300 l14 -26`, colour.water, 6);
  const up =
    box(70, 150, 550, 440, colour.card, 18, `stroke="${colour.line}" stroke-width="3"`) +
    ground('M73 344 H617 V572 Q617 587 602 587 H88 Q73 587 73 572 Z', { x: 80, y: 350, w: 530, h: 230, count: 40 }) +
    box(73, 306, 544, 40, colour.plastic) +
    [180, 345, 510].map((x) => emitter(x) + box(x - 14, 302, 28, 10, colour.water, 4)).join('') +
    text(345, 232, '滴头朝上', { size: 56, bold: true, fill: colour.red, anchor: 'middle' }) +
    text(345, 440, '铺平，不拧，不拉太紧', { size: 40, bold: true, fill: colour.white, anchor: 'middle' }) +
    text(345, 512, '末端扎紧', { size: 40, bold: true, fill: colour.white, anchor: 'middle' });
  const flush =
    box(660, 150, 550, 440, colour.card, 18, `stroke="${colour.line}" stroke-width="3"`) +
    ground('M663 480 H1207 V572 Q1207 587 1192 587 H678 Q663 587 663 572 Z', { x: 670, y: 485, w: 530, h: 95, count: 24 }) +
    box(663, 396, 330, 44, colour.plastic) +
    shape('M993 398 Q1100 392 1150 480 L1090 480 Q1060 440 993 438 Z', colour.water, 'opacity="0.8"') +
    [
      [1020, 418],
      [1060, 432],
      [1084, 456],
      [1040, 408],
      [1110, 470],
      [1124, 452],
    ]
      .map(([x = 0, y = 0]) => disc(x, y, 6, colour.soilDark))
      .join('') +
    oval(1122, 484, 70, 12, colour.water) +
    arrow(740, 350, 900, 350, colour.blue, 9) +
    text(935, 232, '先冲管，再使用', { size: 56, bold: true, fill: colour.red, anchor: 'middle' }) +
    text(935, 304, '打开末端，冲走泥沙', { size: 40, anchor: 'middle' });
  return page('铺管和冲管', up + fade(flush, step >= 2 ? 1 : 0.18));
}

/** @param {number} step */
function feed(step) {
  const stages = [
    ['清水', '先把土润湿', colour.water],
    ['肥水', '肥要化开、滤净', colour.gold],
    ['清水', '洗净管子', colour.water],
  ];
  return page(
    '施肥分三段',
    stages
      .map(
        ([big = '', small = '', fill = ''], i) =>
          place(
            fade(
              box(
                0,
                0,
                350,
                420,
                colour.card,
                18,
                `stroke="${i + 1 === step ? colour.red : colour.line}" stroke-width="${i + 1 === step ? 7 : 3}"`,
              ) +
                badge(175, 4, i + 1, 38) +
                shape('M110 88 H240 L226 232 H124 Z', '#EEF3F4', `stroke="${colour.steel}" stroke-width="5"`) +
                shape('M114 128 H236 L225 229 H125 Z', fill) +
                text(175, 322, big, { size: 68, bold: true, serif: true, anchor: 'middle' }) +
                text(175, 384, small, { size: 38, fill: colour.soft, anchor: 'middle' }),
              i < step ? 1 : 0.25,
            ),
            70 + i * 395,
            168,
          ) + (i < 2 ? arrow(428 + i * 395, 378, 458 + i * 395, 378, colour.gold, 8) : ''),
      )
      .join(''),
  );
}

function care() {
  const card = (/** @type {number} */ x, /** @type {string} */ when, /** @type {string} */ what, /** @type {string} */ picture) =>
    place(
      box(0, 0, 550, 440, colour.card, 18, `stroke="${colour.line}" stroke-width="3"`) +
        picture +
        text(275, 330, when, { size: 44, fill: colour.soft, anchor: 'middle' }) +
        text(275, 402, what, { size: 60, bold: true, serif: true, fill: colour.red, anchor: 'middle' }),
      x,
      150,
    );
  const wash = place(head.filter(), 180, 40, 1.5) + [330, 362, 394].map((x, i) => fallingDrop(x, 100 + i * 22, 60, 0.55, 13)).join('');
  const flake = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ r) =>
    [0, 60, 120]
      .map(
        (a) =>
          `<g transform="rotate(${a} ${x} ${y})">${stroke(`M${x - r} ${y} H${x + r} M${x - r * 0.6} ${y - r * 0.25} L${x - r * 0.8} ${y} L${x - r * 0.6} ${y + r * 0.25} M${x + r * 0.6} ${y - r * 0.25} L${x + r * 0.8} ${y} L${x + r * 0.6} ${y + r * 0.25}`, colour.water, 6)}</g>`,
      )
      .join('');
  const drain =
    flake(150, 110, 52) +
    flake(250, 70, 28) +
    box(60, 200, 330, 40, colour.plastic) +
    shape('M390 202 Q454 206 470 266 H440 Q424 242 390 238 Z', colour.water);
  return page('平时怎样养护', card(70, '平时', '常洗过滤器', wash) + card(660, '入冬以前', '放空管里的水', drain));
}

/** @param {number} phase */
function close(phase) {
  return page(
    '记住滴灌',
    ground('M70 400 H1210 V610 H70 Z', { x: 80, y: 410, w: 1120, h: 190, count: 80 }) +
      [820, 965, 1110].map((x, i) => drippedPlant(x, 404, 190, at(phase, i * 0.37))).join('') +
      text(78, 250, '少浇、勤浇', { size: 92, bold: true, serif: true, fill: colour.red }) +
      text(80, 346, '水跟着根走', { size: 64, bold: true, serif: true }),
  );
}

/** @type {Record<string, import('../../film/program.mjs').Slide>} */
export const slides = { title: (_step, phase) => title(phase), compare, layout, lay, feed, care, close: (_step, phase) => close(phase) };
