// @ts-check
/** Drawings that the film and the handout share. */
import { ground, potatoPlant, ridges, tuber } from '../../draw/field.mjs';
import { colour } from '../../draw/palette.mjs';
import { arrow, box, chip, disc, measure, oval, shape, stroke, text } from '../../draw/svg.mjs';

/** Cross-section of two ridges with the distance between them and their height. */
export function ridgeWithMeasures() {
  const furrow = 500;
  const top = 370;
  const soil = ground(ridges(110, furrow, 530, 130, 2, 610), { x: 120, y: 380, w: 1040, h: 225, count: 80 });
  const pitch =
    stroke('M375 362 V196 M905 362 V196', colour.ink, 2, 'stroke-dasharray="7 8"') +
    measure(381, 220, 899, 220, colour.red, 6) +
    chip(640, 220, '垄距 80～90厘米', { size: 42 });
  const height =
    stroke(`M640 ${furrow - 3} H1190 M1010 ${top} H1190`, colour.ink, 2, 'stroke-dasharray="7 8"') +
    measure(1176, top + 3, 1176, furrow - 5, colour.red, 6) +
    text(1222, 304, '垄高', { size: 42, bold: true, fill: colour.red, anchor: 'end' }) +
    text(1226, 352, '20～25厘米', { size: 42, bold: true, fill: colour.red, anchor: 'end' });
  return (
    soil +
    pitch +
    height +
    text(640, 572, '垄沟', { size: 36, bold: true, fill: colour.white, anchor: 'middle' }) +
    text(375, 450, '垄', { size: 36, bold: true, fill: colour.white, anchor: 'middle' }) +
    text(905, 450, '垄', { size: 36, bold: true, fill: colour.white, anchor: 'middle' })
  );
}

const seed = (/** @type {number} */ x, /** @type {number} */ y) => tuber(x, y, 22) + stroke(`M${x} ${y - 18} q-5 -16 3 -26`, '#F3E7C8', 6);

/** One ridge cut across: how deep the seed lies. */
export function plantingDepth() {
  return (
    ground(ridges(70, 500, 520, 160, 1, 610), { x: 80, y: 345, w: 500, h: 260, count: 46 }) +
    seed(330, 470) +
    measure(270, 343, 270, 476, colour.white, 6) +
    stroke('M256 478 H400', colour.white, 3, 'stroke-dasharray="7 7"') +
    text(330, 212, '播深', { size: 42, anchor: 'middle' }) +
    text(330, 284, '10～12厘米', { size: 58, bold: true, fill: colour.red, anchor: 'middle' }) +
    text(330, 562, '芽眼朝上', { size: 38, bold: true, fill: colour.white, anchor: 'middle' })
  );
}

/** The same ridge cut along: how far apart the plants stand. */
export function plantSpacing() {
  const xs = [720, 935, 1150];
  return (
    ground('M660 340 Q800 334 935 340 T1210 340 V610 H660 Z', { x: 665, y: 345, w: 540, h: 260, count: 46 }) +
    xs.map((x) => seed(x, 470)).join('') +
    measure(726, 396, 929, 396, colour.white, 6) +
    measure(941, 396, 1144, 396, colour.white, 6) +
    text(935, 212, '株距', { size: 42, anchor: 'middle' }) +
    text(935, 284, '25～30厘米', { size: 58, bold: true, fill: colour.red, anchor: 'middle' }) +
    text(935, 562, '顺着垄，一株一株种', { size: 38, bold: true, fill: colour.white, anchor: 'middle' })
  );
}

/** A cut seed tuber with its weight, and (second step) the clean knife. @param {number} step */
export function knifeAndSeed(step) {
  const whole =
    tuber(200, 300, 88) + stroke('M200 200 V402', colour.red, 4, 'stroke-dasharray="12 10"') + arrow(330, 300, 400, 300, colour.soft, 7);
  const piece = (/** @type {number} */ x, /** @type {number} */ turn) =>
    `<g transform="rotate(${turn} ${x} 300)">${
      shape(`M${x} 220 A104 80 0 0 1 ${x} 380 Z`, colour.potato) +
      shape(`M${x} 220 Q${x - 16} 300 ${x} 380 Q${x + 12} 300 ${x} 220 Z`, '#F4E3B5') +
      oval(x + 62, 276, 9, 6, colour.potatoDark) +
      stroke(`M${x + 62} 272 q6 -12 16 -14`, colour.leafPale, 6)
    }</g>`;
  const words =
    text(72, 486, '每块', { size: 40 }) +
    text(164, 490, '30～50克', { size: 60, bold: true, fill: colour.red }) +
    text(72, 566, '带', { size: 40 }) +
    text(124, 568, '1～2个芽眼', { size: 52, bold: true, fill: colour.red });
  const cup =
    shape('M760 300 H880 L866 430 H774 Z', '#D7E6EE', `stroke="${colour.steel}" stroke-width="5"`) +
    shape('M766 350 H874 L866 426 H774 Z', '#B85C8A');
  const knife = `<g transform="rotate(24 820 300)">${box(806, 130, 30, 92, colour.soilDark, 8) + shape('M806 222 H836 V390 Q812 380 806 340 Z', '#C9D2D8', `stroke="${colour.steel}" stroke-width="3"`)}</g>`;
  const clean =
    stroke('M650 160 V590', colour.line, 4) +
    knife +
    cup +
    text(920, 250, '切刀消毒', { size: 50, bold: true }) +
    text(920, 312, '75％酒精，或', { size: 36, fill: colour.soft }) +
    text(920, 362, '0.5％高锰酸钾水', { size: 36, fill: colour.soft }) +
    tuber(770, 520, 46) +
    disc(786, 510, 17, '#5A4436') +
    disc(752, 532, 11, '#5A4436') +
    arrow(846, 520, 900, 520, colour.red, 7) +
    text(920, 536, '见病薯，换刀', { size: 50, bold: true, fill: colour.red });
  return whole + piece(420, 0) + piece(540, 8) + words + (step >= 2 ? clean : '');
}

/** @typedef {{ which: string, when: string, plant: number, ridge: number, tubers: boolean }} Earthing plant and ridge are heights */

/** @type {Earthing} */
export const firstEarthing = { which: '第一次', when: '苗高15～20厘米', plant: 92, ridge: 80, tubers: false };
/** @type {Earthing} */
export const secondEarthing = { which: '第二次', when: '封垄以前', plant: 128, ridge: 124, tubers: true };

/** One ridge and its plant, 550 by 450, with soil being drawn up. @param {Earthing} earthing */
export function earthingUp({ which, when, plant, ridge, tubers }) {
  const furrow = 372;
  const top = furrow - ridge;
  const below = tubers ? tuber(232, 360, 25) + tuber(318, 364, 27) + tuber(274, 396, 24) : tuber(275, 392, 22);
  return (
    box(0, 0, 550, 450, colour.card, 18, `stroke="${colour.line}" stroke-width="3"`) +
    chip(98, 50, which, { size: 38 }) +
    text(194, 65, when, { size: 42, bold: true }) +
    `<g transform="translate(275 ${top + 8})">${potatoPlant(plant, tubers)}</g>` +
    ground(ridges(3, furrow, 544, ridge, 1, 447), { x: 5, y: top, w: 540, h: 440 - top, count: 46 }) +
    below +
    arrow(42, furrow - 34, 126, top + 4, colour.red, 9) +
    arrow(508, furrow - 34, 424, top + 4, colour.red, 9)
  );
}
