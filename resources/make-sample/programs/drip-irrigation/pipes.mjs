// @ts-check
/** Pump, tank, filter and tape, and what falls from it. */
import { drop } from '../../draw/field.mjs';
import { colour } from '../../draw/palette.mjs';
import { box, disc, fade, oval, shape, stroke, text } from '../../draw/svg.mjs';

/** A drop that swells at the emitter and falls. @param {number} x @param {number} y @param {number} fall how far @param {number} phase 0 to 1 @param {number} [r] */
export function fallingDrop(x, y, fall, phase, r = 9) {
  if (phase < 0.4) return drop(x, y, r * (0.35 + phase * 1.6));
  const t = (phase - 0.4) / 0.6;
  return fade(drop(x, y + t * t * fall, r), t > 0.85 ? (1 - t) * 6 : 1);
}

/**
 * Water that comes out of an emitter on top of the tape, runs over it and goes into the ground.
 * @param {number} x @param {number} y middle of the tape @param {number} r of the tape; 0 draws the bead alone @param {number} phase 0 to 1
 */
export function oozingDrop(x, y, r, phase) {
  const angle = -Math.PI / 2 - Math.min(1, phase / 0.7) * 2.2;
  const bead = Math.max(5, r * 0.42) * Math.min(1, 0.4 + phase * 2);
  const over = r === 0 ? { x, y } : { x: x + Math.cos(angle) * r * 1.15, y: y + Math.sin(angle) * r * 1.15 };
  return (
    (r === 0 ? '' : disc(x, y, r, colour.plastic) + disc(x, y, r * 0.55, colour.water)) +
    fade(disc(over.x, over.y, bead, colour.water), phase > 0.75 ? (1 - phase) * 4 : 1)
  );
}

/** A wetted bulb of soil under an emitter. @param {number} x @param {number} y @param {number} w @param {number} h */
export const wetBulb = (x, y, w, h) =>
  shape(
    `M${x - w * 0.4} ${y} C${x - w * 0.75} ${y + h * 0.7} ${x - w * 0.3} ${y + h} ${x} ${y + h} S${x + w * 0.75} ${y + h * 0.7} ${x + w * 0.4} ${y} Z`,
    colour.soilWet,
    'opacity="0.72"',
  );

/** @param {number} x @param {number} y @param {number} spread */
export const roots = (x, y, spread) =>
  stroke(
    `M${x} ${y} V${y + spread * 1.4} M${x} ${y + 8} Q${x - spread * 0.4} ${y + spread * 0.4} ${x - spread * 0.7} ${y + spread} M${x} ${y + 8} Q${x + spread * 0.4} ${y + spread * 0.4} ${x + spread * 0.7} ${y + spread} M${x} ${y + 20} Q${x - spread * 0.2} ${y + spread * 0.6} ${x - spread * 0.28} ${y + spread * 1.2} M${x} ${y + 20} Q${x + spread * 0.2} ${y + spread * 0.6} ${x + spread * 0.28} ${y + spread * 1.2}`,
    '#E9D6B0',
    4,
  );

/** Stations of the head, each about 130 by 150, with the pipe at y = 110. */
export const head = {
  well: () =>
    oval(65, 104, 62, 22, colour.steel) +
    oval(65, 102, 50, 15, colour.water) +
    stroke('M40 102 q8 -6 16 0 t16 0 t16 0', colour.white, 3) +
    shape('M3 104 A62 22 0 0 0 127 104 V136 A62 22 0 0 1 3 136 Z', '#8E9AA2'),
  pump: () =>
    box(26, 60, 76, 62, colour.blue, 10) +
    disc(46, 92, 22, '#1E4466') +
    disc(46, 92, 8, colour.bluePale) +
    box(60, 46, 40, 16, colour.steel, 4) +
    [70, 80, 90].map((x) => stroke(`M${x} 74 V108`, '#1E4466', 4)).join('') +
    box(18, 120, 96, 12, colour.soft, 3),
  tank: () =>
    box(30, 10, 70, 118, colour.gold, 28) +
    box(46, 0, 38, 18, colour.soft, 5) +
    text(65, 84, '肥', { size: 42, bold: true, fill: colour.white, anchor: 'middle' }) +
    box(30, 122, 14, 16, colour.soft) +
    box(86, 122, 14, 16, colour.soft),
  filter: () =>
    box(36, 20, 58, 116, colour.leaf, 14) +
    box(30, 12, 70, 20, colour.soft, 6) +
    [52, 66, 80, 94, 108].map((y) => stroke(`M46 ${y} H84`, 'rgba(255,255,255,0.55)', 3)).join('') +
    [56, 66, 76].map((x) => stroke(`M${x} 46 V114`, 'rgba(255,255,255,0.55)', 3)).join(''),
};

/** Tape lying on the ground with emitters every `gap`. @param {number} x1 @param {number} x2 @param {number} y @param {number} gap */
export function tape(x1, x2, y, gap) {
  let dots = '';
  for (let x = x1 + gap / 2; x < x2; x += gap) dots += disc(x, y, 5, colour.water);
  return stroke(`M${x1} ${y} H${x2}`, colour.plastic, 14) + dots;
}
