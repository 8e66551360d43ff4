// @ts-check
import { clods, ground, potatoPlant, ridges, sun, tuber } from '../../draw/field.mjs';
import { cover, hills, page } from '../../draw/page.mjs';
import { colour } from '../../draw/palette.mjs';
import { arrow, badge, box, chip, disc, fade, measure, oval, place, shape, stroke, text } from '../../draw/svg.mjs';
import { earthingUp, firstEarthing, knifeAndSeed, plantSpacing, plantingDepth, ridgeWithMeasures, secondEarthing } from './drawings.mjs';

const drawing =
  hills(150) +
  sun(1120, 120, 54) +
  ground(ridges(560, 640, 360, 120, 2, 720), { x: 570, y: 530, w: 710, h: 190, count: 60 }) +
  [740, 1100]
    .map(
      (x) =>
        tuber(x - 62, 590, 30) + tuber(x + 58, 596, 34, colour.potato, 16) + tuber(x - 4, 618, 38) + place(potatoPlant(190, true), x, 524),
    )
    .join('');

export const poster = () => cover({ kicker: '实用技术', title: '马铃薯\n起垄栽培', under: '土松、垄高、培两次土', drawing });

/** A flat field and a ridged one, side by side. @param {number} step */
function why(step) {
  const flat =
    shape('M70 420 H590 V610 H70 Z', colour.soil) +
    box(70, 480, 520, 130, colour.soilDark) +
    clods(80, 430, 500, 170, 26) +
    place(potatoPlant(84), 330, 422) +
    tuber(300, 456, 17) +
    tuber(352, 460, 19) +
    tuber(322, 478, 15) +
    text(330, 575, '下面的土硬', { size: 34, bold: true, fill: colour.white, anchor: 'middle' }) +
    chip(330, 190, '平地', { fill: colour.soft });
  const ridge =
    ground(ridges(680, 490, 530, 110, 1, 610), { x: 690, y: 385, w: 510, h: 220, count: 50 }) +
    place(potatoPlant(112, true), 945, 386) +
    tuber(890, 430, 28) +
    tuber(1000, 436, 30, colour.potato, 15) +
    tuber(940, 470, 34) +
    tuber(1030, 492, 24) +
    text(945, 575, '上面的土松又厚', { size: 34, bold: true, fill: colour.white, anchor: 'middle' }) +
    chip(945, 190, '起垄');
  const gains =
    sun(735, 250, 32) +
    text(680, 345, '升温快', { size: 36, bold: true, fill: colour.red }) +
    arrow(1085, 420, 1155, 470, colour.water, 7) +
    text(1105, 370, '不积水', { size: 36, bold: true, fill: colour.blue });
  return page('为什么要起垄', flat + ridge + (step >= 2 ? gains : ''));
}

/** Soil thermometer. */
function warm() {
  const soil =
    shape('M70 360 H1210 V610 H70 Z', colour.soil) +
    clods(80, 375, 1120, 225, 60) +
    shape('M70 360 Q200 346 340 358 T640 356 T940 360 T1210 354 V366 H70 Z', colour.soilPale);
  const glass =
    box(386, 170, 48, 380, colour.card, 24, `stroke="${colour.ink}" stroke-width="4"`) +
    box(402, 330, 16, 190, colour.red, 8) +
    disc(410, 530, 32, colour.red) +
    [220, 275, 330, 385, 440].map((y) => stroke(`M434 ${y} h18`, colour.ink, 4)).join('');
  const depth =
    measure(300, 362, 300, 528, colour.white, 5) + text(280, 458, '10厘米', { size: 40, bold: true, fill: colour.white, anchor: 'end' });
  return page(
    '什么时候播种',
    soil +
      sun(1130, 200, 46) +
      glass +
      depth +
      text(520, 268, '7～8', { size: 150, bold: true, fill: colour.red }) +
      text(846, 266, '℃', { size: 84, bold: true, fill: colour.red }) +
      text(524, 330, '连着几天都这么暖，就可以种', { size: 38 }),
  );
}

/** A green tuber in the light. */
function green() {
  const soil = ground('M70 430 C240 430 300 392 420 392 H640 C760 392 800 430 940 430 H1210 V610 H70 Z', {
    x: 80,
    y: 400,
    w: 1120,
    h: 205,
    count: 60,
  });
  const rays = [0, 1, 2]
    .map((i) => stroke(`M${300 + i * 44} 236 L${430 + i * 30} 330`, colour.sun, 7, 'stroke-dasharray="20 16"'))
    .join('');
  const forbidden =
    disc(900, 275, 96, 'none', `stroke="${colour.red}" stroke-width="16"`) +
    tuber(900, 275, 48, colour.leafPale) +
    stroke('M836 343 L964 207', colour.red, 16);
  return page(
    '青头洋芋不能吃',
    soil +
      sun(240, 210, 48) +
      rays +
      tuber(500, 372, 52, colour.leafPale) +
      oval(500, 400, 60, 20, colour.soil) +
      tuber(610, 462, 44) +
      tuber(450, 490, 40) +
      text(560, 318, '见光变绿', { size: 40, bold: true, fill: colour.leaf }) +
      text(690, 478, '土里的不绿', { size: 36, bold: true, fill: colour.white }) +
      forbidden +
      text(1020, 264, '有毒', { size: 54, bold: true, fill: colour.red }) +
      text(1020, 322, '别吃', { size: 54, bold: true, fill: colour.red }),
  );
}

function close() {
  const items = [
    ['土要松', '薯块长得开'],
    ['垄要高', '20～25厘米'],
    ['培两次土', '薯块不见光'],
  ];
  return page(
    '记住三句话',
    items
      .map(([big = '', small = ''], i) => {
        const x = 70 + i * 390;
        return (
          box(x, 160, 360, 420, colour.card, 18, `stroke="${colour.line}" stroke-width="3"`) +
          badge(x + 180, 236, i + 1, 46) +
          text(x + 180, 380, big, { size: 72, bold: true, serif: true, anchor: 'middle' }) +
          stroke(`M${x + 120} 430 h120`, colour.gold, 5) +
          text(x + 180, 512, small, { size: 42, fill: colour.soft, anchor: 'middle' })
        );
      })
      .join(''),
  );
}

/** @type {Record<string, import('../../film/program.mjs').Slide>} */
export const slides = {
  title: poster,
  why,
  seed: (step) => page('第一步：备好种薯', knifeAndSeed(step)),
  ridge: () => page('第二步：起垄', ridgeWithMeasures()),
  plant: () => page('第三步：播种', plantingDepth() + plantSpacing()),
  warm,
  earth: (step) =>
    page(
      '第四步：培两次土',
      place(earthingUp(firstEarthing), 70, 150) + fade(place(earthingUp(secondEarthing), 660, 150), step >= 2 ? 1 : 0.22),
    ),
  green,
  close,
};
