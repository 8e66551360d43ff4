// @ts-check
/** Pictures for the three rural matters (320 by 240 each) and for the themes (about 150 by 130). */
import { leaf } from '../../draw/field.mjs';
import { colour } from '../../draw/palette.mjs';
import { box, disc, oval, shape, stroke, text } from '../../draw/svg.mjs';

export function ploughedField() {
  const rows = [40, 100, 160, 220, 280].map(
    (x) =>
      stroke(`M${160 + (x - 160) * 0.35} 96 L${x} 230`, colour.soilDark, 7) +
      [0.25, 0.6, 0.95]
        .map((part) => {
          const px = 160 + (x - 160) * (0.35 + 0.65 * part);
          const py = 96 + 134 * part;
          return leaf(px, py, 16 + 18 * part, -28, colour.leaf) + leaf(px, py, 16 + 18 * part, 28, colour.leafPale);
        })
        .join(''),
  );
  return disc(262, 44, 26, colour.sun) + shape('M20 92 Q90 50 160 86 T310 84 L330 236 H-10 Z', colour.soil) + rows.join('');
}

/** @param {number} [scale] */
export function house(scale = 1) {
  return `<g transform="scale(${scale})">${
    shape('M20 232 Q160 206 310 232 V240 H20 Z', colour.leafPale) +
    box(70, 110, 190, 122, '#F3E3C5', 0, `stroke="${colour.soilDark}" stroke-width="5"`) +
    shape('M48 116 L165 40 L282 116 Z', colour.red) +
    box(146, 156, 48, 76, colour.soilDark, 3) +
    box(90, 146, 40, 36, colour.bluePale, 2, `stroke="${colour.soilDark}" stroke-width="4"`) +
    box(208, 146, 40, 36, colour.bluePale, 2, `stroke="${colour.soilDark}" stroke-width="4"`) +
    stroke('M300 232 V150', colour.soilDark, 8) +
    disc(300, 130, 36, colour.leaf) +
    disc(284, 152, 24, colour.leafPale)
  }</g>`;
}

export function farmer() {
  return (
    shape('M78 240 C78 176 112 158 160 158 S242 176 242 240 Z', colour.blue) +
    shape('M140 150 H180 V178 Q160 194 140 178 Z', '#E2B48C') +
    oval(160, 116, 44, 50, '#EDC29B') +
    shape('M92 92 Q160 60 228 92 Q200 104 160 104 T92 92 Z', colour.gold) +
    shape('M122 84 Q160 20 198 84 Z', '#CDA043') +
    disc(144, 122, 4.5, colour.ink) +
    disc(176, 122, 4.5, colour.ink) +
    stroke('M144 142 Q160 154 176 142', colour.ink, 4) +
    stroke('M268 236 V90', colour.soilDark, 9) +
    shape('M236 78 H300 L292 108 H244 Z', colour.steel)
  );
}

export function coin() {
  return (
    disc(72, 66, 54, colour.gold) +
    disc(72, 66, 43, colour.goldPale) +
    text(72, 89, '元', { size: 62, bold: true, fill: colour.gold, anchor: 'middle' })
  );
}

export function sluice() {
  const wave = (/** @type {number} */ y) => stroke(`M4 ${y} q17 -14 34 0 t34 0 t34 0 t34 0`, colour.water, 7);
  return (
    box(14, 22, 16, 78, colour.steel, 3) +
    box(114, 22, 16, 78, colour.steel, 3) +
    box(8, 12, 128, 16, colour.steel, 4) +
    box(36, 28, 72, 40, colour.soilPale, 3) +
    wave(84) +
    wave(104) +
    wave(122)
  );
}
