// @ts-check
import { maizePlant, potatoPlant } from '../../draw/field.mjs';
import { cover, hills, page } from '../../draw/page.mjs';
import { colour } from '../../draw/palette.mjs';
import { arrow, badge, box, chip, disc, fade, place, stroke, text } from '../../draw/svg.mjs';
import { coin, farmer, house, ploughedField, sluice } from './icons.mjs';

/** A sheet with a red head, as official papers have. @param {number} w @param {number} h */
function sheet(w, h) {
  const lines = Array.from({ length: Math.floor((h - 190) / 42) }, (_, i) =>
    box(w * 0.12, 176 + i * 42, w * (i % 4 === 3 ? 0.5 : 0.76), 10, '#DCCFB8', 5),
  ).join('');
  return (
    box(10, 12, w, h, 'rgba(60,40,20,0.14)', 6) +
    box(0, 0, w, h, colour.white, 6, `stroke="${colour.line}" stroke-width="2"`) +
    text(w / 2, 84, '一号文件', { size: w * 0.17, bold: true, serif: true, fill: colour.red, anchor: 'middle', spacing: 4 }) +
    box(w * 0.08, 118, w * 0.84, 6, colour.red) +
    lines
  );
}

export const poster = () =>
  cover({
    kicker: '政治理论',
    title: '中央一号文件\n讲什么',
    under: '党课：读懂一份文件',
    drawing:
      hills(120) +
      place(maizePlant(250), 1150, 640) +
      place(maizePlant(200), 1220, 660) +
      `<g transform="rotate(5 950 360)">${place(sheet(350, 470), 800, 110)}</g>` +
      place(potatoPlant(130, true), 790, 660),
  });

function what() {
  return page(
    '什么是一号文件',
    place(sheet(320, 440), 110, 158) +
      arrow(470, 350, 560, 350, colour.gold, 10) +
      text(600, 250, '党中央每年发出的', { size: 52 }) +
      text(596, 360, '第一份文件', { size: 104, bold: true, serif: true, fill: colour.red }) +
      text(600, 450, '今天说起它，', { size: 42, fill: colour.soft }) +
      text(600, 512, '人人想到的是农业、农村、农民', { size: 42, fill: colour.soft }),
  );
}

/** A line of years, first the five of the eighties, then those since 2004. @param {number} step */
function years(step) {
  const y = 400;
  const early =
    [1982, 1983, 1984, 1985, 1986]
      .map((year, i) => {
        const x = 120 + i * 92;
        return disc(x, y, 27, colour.red) + text(x, y + 76, `${year}`, { size: 32, bold: true, anchor: 'middle' });
      })
      .join('') +
    chip(304, 290, '连续五年') +
    text(304, 212, '农业和农村', { size: 52, bold: true, serif: true, anchor: 'middle' });
  const late =
    Array.from({ length: 8 }, (_, i) => disc(686 + i * 56, y, 21, colour.red)).join('') +
    text(686, y + 76, '2004', { size: 36, bold: true, anchor: 'middle' }) +
    text(1098, y + 76, '今天', { size: 36, bold: true, anchor: 'middle' }) +
    chip(890, 290, '年年都讲') +
    text(890, 212, '三农', { size: 64, bold: true, serif: true, anchor: 'middle' });
  const line =
    stroke(`M80 ${y} H530`, colour.line, 10) +
    stroke(`M560 ${y} H600`, colour.line, 8, 'stroke-dasharray="2 16"') +
    arrow(640, y, 1200, y, colour.line, 10);
  return page('讲过哪些年', line + early + (step >= 2 ? late : fade(late, 0.12)));
}

function three() {
  const cards = [
    ['农业', '地里的事', place(ploughedField(), 20, 30)],
    ['农村', '村里的事', place(house(), 20, 30)],
    ['农民', '咱们的事', place(farmer(), 20, 30)],
  ];
  return page(
    '三农，是哪三农',
    cards
      .map(([big = '', small = '', picture = ''], i) =>
        place(
          box(0, 0, 360, 440, colour.card, 18, `stroke="${colour.line}" stroke-width="3"`) +
            picture +
            text(180, 346, big, { size: 76, bold: true, serif: true, fill: colour.red, anchor: 'middle' }) +
            text(180, 406, small, { size: 38, fill: colour.soft, anchor: 'middle' }),
          70 + i * 390,
          158,
        ),
      )
      .join(''),
  );
}

/** Some years' themes, by the titles of the documents themselves. */
function themes() {
  const rows = [
    ['2004', '促进农民增加收入', coin()],
    ['2011', '加快水利改革发展', sluice()],
    ['2018', '实施乡村振兴战略', house(0.42)],
  ];
  return page(
    '有的年份讲了什么',
    rows
      .map(([year = '', theme = '', picture = ''], i) =>
        place(
          box(0, 0, 1140, 138, colour.card, 16, `stroke="${colour.line}" stroke-width="3"`) +
            box(0, 0, 230, 138, colour.red, 16) +
            box(200, 0, 30, 138, colour.red) +
            text(115, 91, year, { size: 68, bold: true, fill: colour.white, anchor: 'middle' }) +
            text(280, 90, theme, { size: 58, bold: true, serif: true }) +
            place(picture, 960, 4),
          70,
          142 + i * 156,
        ),
      )
      .join(''),
  );
}

function read() {
  const rows = ['讲了什么？', '和咱村有啥关系？', '我能做什么？'];
  return page(
    '边读边想三件事',
    rows
      .map((row, i) => place(badge(60, 62, i + 1, 50) + text(150, 88, row, { size: 70, bold: true, serif: true }), 70, 150 + i * 150))
      .join('') + `<g transform="rotate(4 1050 360)">${place(sheet(290, 400), 900, 168)}</g>`,
  );
}

/** @type {Record<string, import('../../film/program.mjs').Slide>} */
export const slides = { title: poster, what, years, three, themes, read };
