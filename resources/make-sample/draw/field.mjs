// @ts-check
/** Soil, ridges and plants. Each is drawn with its foot at 0,0 and put in place by the caller. */
import { colour } from './palette.mjs';
import { disc, oval, shape, stroke } from './svg.mjs';

/**
 * The outline of ridged ground from left to right, closed at the bottom.
 * @param {number} left x of the first furrow's middle @param {number} furrow y of the furrow bottom
 * @param {number} pitch from ridge to ridge @param {number} height of the ridge above the furrow
 * @param {number} count of ridges @param {number} bottom y
 */
export function ridges(left, furrow, pitch, height, count, bottom) {
  const top = furrow - height;
  let d = `M${left} ${furrow}`;
  for (let i = 0; i < count; i += 1) {
    const x = left + i * pitch;
    d += ` C${x + pitch * 0.16} ${furrow} ${x + pitch * 0.17} ${top} ${x + pitch * 0.33} ${top} L${x + pitch * 0.67} ${top} C${x + pitch * 0.83} ${top} ${x + pitch * 0.84} ${furrow} ${x + pitch} ${furrow}`;
  }
  return `${d} V${bottom} H${left} Z`;
}

/**
 * Ground of the given outline, with clods that stay inside it.
 * @param {string} outline @param {{ x: number, y: number, w: number, h: number, count: number }} area where clods lie @param {string} [fill]
 */
export function ground(outline, area, fill = colour.soil) {
  const id = `g${[...outline].reduce((sum, char) => (sum * 31 + (char.codePointAt(0) ?? 0)) % 1_000_000_007, 7)}`;
  return `<clipPath id="${id}"><path d="${outline}"/></clipPath>${shape(outline, fill)}<g clip-path="url(#${id})">${clods(area.x, area.y, area.w, area.h, area.count)}</g>`;
}

/** Small clods, always at the same places, inside a rectangle. @param {number} x @param {number} y @param {number} w @param {number} h @param {number} count */
export function clods(x, y, w, h, count) {
  return Array.from({ length: count }, (_, i) => {
    const u = (i * 0.6180339) % 1;
    const v = (i * 0.7548777 + 0.13) % 1;
    return oval(x + u * w, y + v * h, 5 + (i % 3) * 2, 3 + (i % 2) * 1.5, i % 2 ? colour.soilDark : colour.soilPale, (i * 37) % 60);
  })
    .map((clod) => `<g opacity="0.45">${clod}</g>`)
    .join('');
}

/** @param {number} x @param {number} y @param {number} r @param {string} [fill] @param {number} [turn] */
export function tuber(x, y, r, fill = colour.potato, turn = -12) {
  return (
    oval(x, y, r * 1.28, r * 0.94, fill, turn) +
    oval(x - r * 0.3, y - r * 0.34, r * 0.62, r * 0.3, 'rgba(255,255,255,0.28)', turn) +
    [
      [0.5, -0.15],
      [-0.5, 0.3],
      [0.2, 0.42],
    ]
      .map(([dx = 0, dy = 0]) => oval(x + dx * r, y + dy * r, r * 0.13, r * 0.07, colour.potatoDark, turn))
      .join('')
  );
}

/** @param {number} x @param {number} y @param {number} length @param {number} turn degrees from upright @param {string} fill */
export function leaf(x, y, length, turn, fill) {
  const half = length * 0.3;
  return `<g transform="translate(${x} ${y}) rotate(${turn})">${shape(`M0 0 C${-half} ${-length * 0.3} ${-half} ${-length * 0.75} 0 ${-length} C${half} ${-length * 0.75} ${half} ${-length * 0.3} 0 0 Z`, fill)}${stroke(`M0 0 V${-length * 0.85}`, 'rgba(255,255,255,0.35)', 1.5)}</g>`;
}

/** A potato plant about `height` tall. @param {number} height @param {boolean} [flowering] */
export function potatoPlant(height, flowering = false) {
  const stems = [
    [-0.42, 0.8],
    [0, 1],
    [0.42, 0.82],
  ];
  return stems
    .map(([lean = 0, tall = 1]) => {
      const x = lean * height;
      const y = -tall * height;
      const along = (/** @type {number} */ part) => ({ x: x * part * part, y: y * part });
      const pairs = [0.4, 0.62, 0.82].map((part, i) => {
        const at = along(part);
        const size = height * (0.4 - i * 0.05);
        return (
          leaf(at.x, at.y, size, -62 + lean * 40, i % 2 ? colour.leafPale : colour.leaf) +
          leaf(at.x, at.y, size, 62 + lean * 40, i % 2 ? colour.leaf : colour.leafPale)
        );
      });
      const top = along(1);
      const bloom = flowering
        ? [0, 72, 144, 216, 288]
            .map((a) =>
              oval(
                top.x + (6 * Math.cos((a * Math.PI) / 180) * height) / 90,
                top.y - 8 + (6 * Math.sin((a * Math.PI) / 180) * height) / 90,
                height * 0.06,
                height * 0.06,
                '#D8C6EA',
              ),
            )
            .join('') + disc(top.x, top.y - 8, height * 0.035, colour.sun)
        : '';
      return (
        stroke(`M0 0 Q0 ${y * 0.5} ${x} ${y}`, colour.leaf, Math.max(3, height * 0.05)) +
        pairs.join('') +
        leaf(top.x, top.y + 4, height * 0.3, lean * 60, colour.leaf) +
        bloom
      );
    })
    .join('');
}

/** A maize plant about `height` tall. @param {number} height */
export function maizePlant(height) {
  const blades = [
    [0.22, -1],
    [0.36, 1],
    [0.5, -1],
    [0.64, 1],
    [0.78, -1],
  ].map(([at = 0, side = 1]) => {
    const y = -at * height;
    const reach = side * height * 0.36;
    return shape(
      `M0 ${y} C${reach * 0.4} ${y - height * 0.24} ${reach * 0.9} ${y - height * 0.16} ${reach} ${y + height * 0.04} C${reach * 0.8} ${y - height * 0.08} ${reach * 0.4} ${y - height * 0.12} 0 ${y + height * 0.04} Z`,
      side < 0 ? colour.leaf : colour.leafPale,
    );
  });
  return (
    stroke(`M0 0 V${-height}`, colour.leaf, Math.max(4, height * 0.045)) +
    blades.join('') +
    oval(height * 0.07, -height * 0.48, height * 0.05, height * 0.13, colour.sun, 14) +
    stroke(
      `M0 ${-height} L${-height * 0.08} ${-height * 1.12} M0 ${-height} V${-height * 1.15} M0 ${-height} L${height * 0.08} ${-height * 1.12}`,
      colour.gold,
      3,
    )
  );
}

/** A water drop hanging from x,y. @param {number} x @param {number} y @param {number} r */
export const drop = (x, y, r) =>
  shape(
    `M${x} ${y} C${x + r * 0.5} ${y + r} ${x + r} ${y + r * 1.4} ${x + r} ${y + r * 1.9} A${r} ${r} 0 0 1 ${x - r} ${y + r * 1.9} C${x - r} ${y + r * 1.4} ${x - r * 0.5} ${y + r} ${x} ${y} Z`,
    colour.water,
  );

/** @param {number} x @param {number} y @param {number} r */
export function sun(x, y, r) {
  const rays = Array.from({ length: 10 }, (_, i) => {
    const a = (i * Math.PI) / 5;
    return stroke(
      `M${x + Math.cos(a) * r * 1.3} ${y + Math.sin(a) * r * 1.3} L${x + Math.cos(a) * r * 1.65} ${y + Math.sin(a) * r * 1.65}`,
      colour.sun,
      r * 0.14,
    );
  });
  return disc(x, y, r, colour.sun) + rays.join('');
}
