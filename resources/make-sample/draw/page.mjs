// @ts-check
/** The stage of every slide: paper, terraced hills at the foot (subtitles lie there), and the heading. */
import { colour } from './palette.mjs';
import { box, document, shape, stroke, text } from './svg.mjs';

const W = 1280;
const H = 720;

/** Loess terraces, pale enough for a subtitle on top. @param {number} [lift] how much higher than on a plain slide */
export function hills(lift = 0) {
  const y = 640 - lift;
  return (
    shape(
      `M0 ${y + 18} C180 ${y - 26} 330 ${y + 30} 520 ${y + 8} S860 ${y - 34} 1040 ${y + 4} S1220 ${y + 12} 1280 ${y - 14} V720 H0 Z`,
      '#EFE3CC',
    ) +
    shape(`M0 ${y + 52} C220 ${y + 22} 420 ${y + 66} 640 ${y + 44} S1020 ${y + 22} 1280 ${y + 46} V720 H0 Z`, '#E7D6B6') +
    stroke(`M0 ${y + 72} C220 ${y + 44} 420 ${y + 86} 640 ${y + 64} S1020 ${y + 44} 1280 ${y + 66}`, '#DCC79F', 3)
  );
}

/** @param {string} heading @param {string} content kept between y 130 and y 610 */
export function page(heading, content) {
  return document(
    W,
    H,
    box(0, 0, W, H, colour.paper) +
      hills() +
      box(48, 46, 12, 60, colour.red, 4) +
      text(78, 96, heading, { size: 54, bold: true, serif: true }) +
      content,
  );
}

/** Paper and hills alone: what a film opens from and closes to. */
export const blank = () => document(W, H, box(0, 0, W, H, colour.paper) + hills());

/**
 * A title picture: words on the left, a drawing behind and to the right.
 * @param {{ kicker: string, title: string, under?: string, drawing: string }} parts `\n` breaks the title
 */
export function cover({ kicker, title, under = '', drawing }) {
  const lines = title.split('\n').length;
  const top = 318 - (lines - 1) * 52;
  return document(
    W,
    H,
    box(0, 0, W, H, colour.paper) +
      drawing +
      box(72, top - 158, kicker.length * 34 + 44, 56, colour.red, 8) +
      text(94, top - 118, kicker, { size: 34, bold: true, fill: colour.white }) +
      text(70, top, title, { size: 92, bold: true, serif: true, leading: 1.22 }) +
      text(74, top + (lines - 1) * 112 + 70, under, { size: 38, fill: colour.soft }),
  );
}
