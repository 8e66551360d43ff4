// @ts-check
/** Small words of SVG: enough to write slides as text. Every function returns markup. */
import { colour } from './palette.mjs';

const SANS = "'Noto Sans CJK SC'";
const SERIF = "'Noto Serif CJK SC'";

/**
 * @typedef {object} TextStyle
 * @property {number} [size]
 * @property {string} [fill]
 * @property {boolean} [bold]
 * @property {boolean} [serif]
 * @property {'start' | 'middle' | 'end'} [anchor]
 * @property {number} [spacing] extra space between characters
 * @property {number} [leading] line height as a multiple of size, for more than one line
 */

/** @param {string} text */
const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/**
 * Text on its baseline; `\n` starts a new line.
 * @param {number} x @param {number} y @param {string} words @param {TextStyle} [style]
 */
export function text(x, y, words, style = {}) {
  const { size = 32, fill = colour.ink, bold = false, serif = false, anchor = 'start', spacing = 0, leading = 1.45 } = style;
  const open = `<text font-family="${serif ? SERIF : SANS}" font-weight="${bold ? 700 : 400}" font-size="${size}" fill="${fill}" text-anchor="${anchor}" letter-spacing="${spacing}"`;
  return words
    .split('\n')
    .map((line, i) => `${open} x="${x}" y="${y + i * size * leading}">${escape(line)}</text>`)
    .join('');
}

/** Width of a line in units: Chinese characters are square, others about half. @param {string} words @param {number} size */
export function textWidth(words, size) {
  return [...words].reduce((sum, char) => sum + (char > '\u2e7f' ? 1 : 0.56), 0) * size;
}

/** @param {number} x @param {number} y @param {number} w @param {number} h @param {string} fill @param {number} [r] @param {string} [more] */
export const box = (x, y, w, h, fill, r = 0, more = '') =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${r}" fill="${fill}" ${more}/>`;

/** @param {number} x @param {number} y @param {number} r @param {string} fill @param {string} [more] */
export const disc = (x, y, r, fill, more = '') => `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}" ${more}/>`;

/** @param {number} x @param {number} y @param {number} rx @param {number} ry @param {string} fill @param {number} [turn] degrees */
export const oval = (x, y, rx, ry, fill, turn = 0) =>
  `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${fill}" transform="rotate(${turn} ${x} ${y})"/>`;

/** @param {string} d @param {string} fill @param {string} [more] */
export const shape = (d, fill, more = '') => `<path d="${d}" fill="${fill}" ${more}/>`;

/** @param {string} d @param {string} ink @param {number} [width] @param {string} [more] */
export const stroke = (d, ink, width = 4, more = '') =>
  `<path d="${d}" fill="none" stroke="${ink}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`;

/** @param {string} markup @param {number} x @param {number} y @param {number} [scale] */
export const place = (markup, x, y, scale = 1) => `<g transform="translate(${x} ${y}) scale(${scale})">${markup}</g>`;

/** @param {string} markup @param {number} amount 0 to 1 */
export const fade = (markup, amount) => `<g opacity="${amount}">${markup}</g>`;

/** A line with an arrow head at its end. @param {number} x1 @param {number} y1 @param {number} x2 @param {number} y2 @param {string} fill @param {number} [width] */
export function arrow(x1, y1, x2, y2, fill, width = 5) {
  const angle = Math.atan2(y2 - y1, x2 - x1);
  const back = width * 2.6;
  const side = (/** @type {number} */ turn) => `${x2 + back * Math.cos(angle + turn)} ${y2 + back * Math.sin(angle + turn)}`;
  const stem = { x: x2 - width * 1.6 * Math.cos(angle), y: y2 - width * 1.6 * Math.sin(angle) };
  return stroke(`M${x1} ${y1} L${stem.x} ${stem.y}`, fill, width) + shape(`M${x2} ${y2} L${side(2.65)} L${side(-2.65)} Z`, fill);
}

/** A measure between two points, with arrow heads at both ends. @param {number} x1 @param {number} y1 @param {number} x2 @param {number} y2 @param {string} fill @param {number} [width] */
export function measure(x1, y1, x2, y2, fill, width = 4) {
  const mx = (x1 + x2) / 2;
  const my = (y1 + y2) / 2;
  return arrow(mx, my, x1, y1, fill, width) + arrow(mx, my, x2, y2, fill, width);
}

/** Words on a filled rounded label, centred at x. @param {number} x @param {number} y centre @param {string} words @param {{ size?: number, fill?: string, ink?: string, pad?: number }} [style] */
export function chip(x, y, words, style = {}) {
  const { size = 34, fill = colour.red, ink = colour.white, pad = 0.6 } = style;
  const width = textWidth(words, size) + size * pad * 2;
  const height = size * 1.55;
  return (
    box(x - width / 2, y - height / 2, width, height, fill, height / 2) +
    text(x, y + size * 0.36, words, { size, bold: true, fill: ink, anchor: 'middle' })
  );
}

/** A number in a disc. @param {number} x @param {number} y @param {number | string} number @param {number} [r] @param {string} [fill] */
export const badge = (x, y, number, r = 34, fill = colour.red) =>
  disc(x, y, r, fill) + text(x, y + r * 0.38, `${number}`, { size: r * 1.1, bold: true, fill: colour.white, anchor: 'middle' });

/** @param {number} width @param {number} height @param {string} body */
export const document = (width, height, body) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${body}</svg>`;
