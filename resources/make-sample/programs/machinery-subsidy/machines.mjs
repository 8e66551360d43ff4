// @ts-check
/** The things that the subsidy is about. */
import { colour } from '../../draw/palette.mjs';
import { box, disc, shape, stroke, text } from '../../draw/svg.mjs';

/** @param {number} x @param {number} y @param {number} r @param {number} [turn] degrees the wheel has turned */
function wheel(x, y, r, turn = 0) {
  const treads = Array.from(
    { length: 16 },
    (_, i) =>
      `<rect x="${x - r * 0.08}" y="${y - r * 1.06}" width="${r * 0.16}" height="${r * 0.2}" fill="${colour.plastic}" transform="rotate(${i * 22.5 + turn} ${x} ${y})"/>`,
  ).join('');
  const spokes = Array.from({ length: 5 }, (_, i) =>
    disc(x, y - r * 0.3, r * 0.07, colour.gold, `transform="rotate(${i * 72 + turn} ${x} ${y})"`),
  ).join('');
  return treads + disc(x, y, r, colour.plastic) + disc(x, y, r * 0.52, colour.goldPale) + spokes + disc(x, y, r * 0.14, colour.soft);
}

/** A tractor 460 wide, its wheels standing at y = 330. @param {number} [turn] degrees the wheels have turned */
export function tractor(turn = 0) {
  return (
    stroke('M338 150 V66', colour.plastic, 12) +
    box(328, 56, 20, 30, colour.steel, 4) +
    shape('M96 214 L120 60 H268 L282 176 Z', colour.bluePale, `stroke="${colour.red}" stroke-width="12" stroke-linejoin="round"`) +
    stroke('M204 62 L210 190', colour.red, 9) +
    box(98, 42, 188, 24, colour.red, 8) +
    shape('M240 150 H410 Q440 152 442 186 V258 H200 Z', colour.red) +
    shape('M60 262 C60 180 120 150 190 176 L250 262 Z', '#7E1417') +
    [176, 196, 216].map((y) => stroke(`M352 ${y} H416`, '#C9595B', 6)).join('') +
    box(430, 196, 18, 26, colour.sun, 4) +
    box(230, 236, 170, 26, colour.soft, 4) +
    wheel(132, 236, 94, turn) +
    wheel(386, 276, 54, turn * 1.7)
  );
}

export function invoice() {
  return (
    box(0, 0, 170, 210, colour.white, 6, `stroke="${colour.line}" stroke-width="3"`) +
    text(85, 46, '发票', { size: 40, bold: true, fill: colour.red, anchor: 'middle' }) +
    [80, 108, 136].map((y) => box(22, y, 126, 9, '#DCCFB8', 4)).join('') +
    text(24, 190, '￥', { size: 36, bold: true }) +
    disc(126, 172, 27, 'none', `stroke="${colour.red}" stroke-width="5"`) +
    text(126, 182, '章', { size: 26, bold: true, fill: colour.red, anchor: 'middle' })
  );
}

export function phone() {
  return (
    box(0, 0, 130, 220, colour.plastic, 20) +
    box(10, 22, 110, 172, colour.card, 6) +
    box(10, 22, 110, 40, colour.red, 6) +
    text(65, 51, '申请', { size: 26, bold: true, fill: colour.white, anchor: 'middle' }) +
    [80, 106, 132].map((y) => box(24, y, 82, 12, '#DCCFB8', 5)).join('') +
    box(30, 156, 70, 26, colour.gold, 13) +
    disc(65, 207, 7, colour.soft)
  );
}

export function notice() {
  return (
    stroke('M26 80 V226 M184 80 V226', colour.soilDark, 10) +
    box(0, 20, 210, 150, colour.card, 6, `stroke="${colour.soilDark}" stroke-width="8"`) +
    text(105, 68, '公示', { size: 38, bold: true, fill: colour.red, anchor: 'middle' }) +
    [88, 112, 136].map((y) => box(26, y, 110, 11, '#DCCFB8', 5) + stroke(`M156 ${y + 5} l8 8 l16 -18`, colour.leaf, 6)).join('')
  );
}

export function bankCard() {
  return (
    box(0, 30, 220, 140, colour.blue, 16) +
    box(0, 60, 220, 26, '#1E4466') +
    box(22, 106, 44, 34, colour.goldPale, 6) +
    [82, 112, 142, 172].map((x) => box(x, 118, 22, 10, '#9CB8CF', 4)).join('') +
    disc(186, 160, 46, colour.gold) +
    disc(186, 160, 36, colour.goldPale) +
    text(186, 180, '元', { size: 50, bold: true, fill: colour.gold, anchor: 'middle' })
  );
}

export function identityCard() {
  return (
    box(0, 20, 240, 150, colour.bluePale, 12, `stroke="${colour.blue}" stroke-width="4"`) +
    [52, 78, 104].map((y, i) => box(24, y, 96 - i * 16, 11, '#A9BFCE', 5)).join('') +
    box(24, 136, 190, 11, '#A9BFCE', 5) +
    box(150, 44, 66, 80, colour.white, 4) +
    disc(183, 74, 17, '#EDC29B') +
    shape('M156 124 C156 96 210 96 210 124 Z', colour.blue)
  );
}

export function plate() {
  return (
    box(0, 40, 240, 110, '#2E7D46', 12) +
    box(9, 49, 222, 92, 'none', 8, 'stroke="#FFFFFF" stroke-width="4"') +
    text(120, 116, '农机牌证', { size: 46, bold: true, fill: colour.white, anchor: 'middle' })
  );
}
