// @ts-check
import { cover, hills, page } from '../../draw/page.mjs';
import { colour } from '../../draw/palette.mjs';
import { arrow, badge, box, chip, disc, fade, place, shape, stroke, text } from '../../draw/svg.mjs';
import { bankCard, identityCard, invoice, notice, phone, plate, tractor } from './machines.mjs';

const field =
  shape('M0 640 Q400 596 760 616 T1280 596 V720 H0 Z', colour.leafPale) + shape('M0 668 Q420 630 800 650 T1280 634 V720 H0 Z', colour.soil);

/** The tractor comes in from the right. @param {number} phase */
function title(phase) {
  const left = (1 - phase) ** 3;
  return cover({
    kicker: '政策法规',
    title: '买农机\n补贴怎么领',
    under: '先买后补，直接到卡',
    drawing: hills(140) + field + place(tractor(-left * 420), 668 + left * 640, 236, 1.18),
  });
}

export const poster = () => title(1);

/** @param {number} step */
function who(step) {
  const people = ['种地、养殖的个人', '农民合作社', '家庭农场']
    .map(
      (words, i) =>
        box(70, 156 + i * 108, 470, 88, colour.card, 16, `stroke="${colour.line}" stroke-width="3"`) +
        disc(120, 200 + i * 108, 24, colour.leaf) +
        stroke(`M109 ${200 + i * 108} l8 9 l15 -18`, colour.white, 6) +
        text(164, 215 + i * 108, words, { size: 42, bold: true }),
    )
    .join('');
  const machine = place(tractor(), 680, 190, 0.82);
  const lookUp =
    disc(1060, 250, 92, 'rgba(220,232,239,0.45)', `stroke="${colour.ink}" stroke-width="14"`) +
    stroke('M1126 322 L1196 398', colour.ink, 24) +
    text(1060, 278, '？', { size: 92, bold: true, fill: colour.red, anchor: 'middle' }) +
    chip(900, 540, '先查：有没有补贴', { size: 46 });
  return page(
    step >= 2 ? '哪些机器有补贴' : '谁能申请',
    people + chip(305, 540, '都能申请', { size: 46, fill: colour.leaf }) + machine + (step >= 2 ? lookUp : ''),
  );
}

/** The four stations; the present one is lit. @param {number} step */
function steps(step) {
  const stations = [
    ['买机器', '自己付款、开票', place(tractor(), 16, 28, 0.33) + place(invoice(), 176, 48, 0.46)],
    ['提申请', '手机或窗口', place(phone(), 84, 14, 0.72)],
    ['等审核', '通过后公示', place(notice(), 52, 8, 0.74)],
    ['收补贴', '直接打到卡上', place(bankCard(), 40, 16, 0.84)],
  ];
  return page(
    '四步领到补贴',
    stations
      .map(([big = '', small = '', picture = ''], i) => {
        const now = i + 1 === step;
        const card =
          box(
            0,
            0,
            268,
            420,
            now ? colour.card : colour.paper,
            18,
            `stroke="${now ? colour.red : colour.line}" stroke-width="${now ? 7 : 3}"`,
          ) +
          badge(134, 4, i + 1, 38, i < step ? colour.red : '#B9A88C') +
          place(picture, 0, 78) +
          text(134, 320, big, { size: 56, bold: true, serif: true, anchor: 'middle', fill: now ? colour.red : colour.ink }) +
          text(134, 378, small, { size: 32, fill: colour.soft, anchor: 'middle' });
        const link = i < 3 ? arrow(276, 190, 302, 190, colour.gold, 7) : '';
        return place(fade(card, i < step ? 1 : 0.4) + link, 52 + i * 304, 172);
      })
      .join(''),
  );
}

function papers() {
  const things = [
    [identityCard(), '身份证'],
    [invoice(), '购机发票'],
    [bankCard(), '银行卡'],
  ];
  return page(
    '带什么去',
    things
      .map(([picture = '', name = ''], i) =>
        place(
          box(0, 0, 360, 250, colour.card, 18, `stroke="${colour.line}" stroke-width="3"`) +
            place(picture, i === 1 ? 118 : 78, i === 1 ? 14 : 8, i === 1 ? 0.74 : 0.82) +
            text(180, 228, name, { size: 44, bold: true, anchor: 'middle' }),
          70 + i * 390,
          140,
        ),
      )
      .join('') +
      box(70, 410, 1140, 190, colour.redPale, 18) +
      place(tractor(), 100, 420, 0.5) +
      place(plate(), 360, 422, 0.92) +
      text(620, 492, '拖拉机、收割机', { size: 50, bold: true }) +
      text(620, 562, '先上牌，再申请', { size: 50, bold: true, fill: colour.red }),
  );
}

function honest() {
  const rule = (/** @type {number} */ y, /** @type {string} */ words) =>
    disc(112, y - 20, 38, colour.leaf) +
    stroke(`M95 ${y - 20} l13 14 l24 -29`, colour.white, 9) +
    text(176, y + 6, words, { size: 76, bold: true, serif: true });
  return page(
    '老老实实领补贴',
    rule(220, '不虚报') +
      rule(340, '不冒领') +
      box(560, 150, 650, 240, colour.card, 18, `stroke="${colour.line}" stroke-width="3"`) +
      text(600, 228, '弄虚作假', { size: 50, bold: true, fill: colour.red }) +
      text(600, 300, '追回补贴', { size: 50, bold: true }) +
      text(600, 366, '依法处理', { size: 50, bold: true }) +
      place(bankCard(), 930, 160, 1) +
      stroke('M930 360 L1170 180', colour.red, 16) +
      box(70, 440, 1140, 140, colour.bluePale, 18) +
      text(640, 498, '还有不明白的：问县农业农村局', { size: 46, bold: true, anchor: 'middle', fill: colour.blue }) +
      text(640, 556, '以本省当年的公告为准', { size: 40, anchor: 'middle' }),
  );
}

/** @type {Record<string, import('../../film/program.mjs').Slide>} */
export const slides = { title: (_step, phase) => title(phase), who, steps, papers, honest };
