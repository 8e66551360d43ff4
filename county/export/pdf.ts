import { PAGE, pdfDocument } from './pdf-document.ts';
import { showText, widthOf, wrap } from './pdf-text.ts';
import type { Cell, FileTable } from './table.ts';

const SIZE = 8;
const LINE = 11;
const PAD = 3;
const TITLE_SIZE = 15;
const FOOT = 24;

/** The tables as a PDF of A4 pages; heads stand on each page again. */
export function pdfOf(tables: readonly FileTable[]): Buffer {
  const pages = tables.flatMap(pagesOf);
  const numbered = pages.map((operators, index) => {
    const text = `${index + 1} / ${pages.length}`;
    return [...operators, showText(text, PAGE.width - PAGE.margin - widthOf(text, SIZE), PAGE.margin - 14, SIZE)].join('\n');
  });
  return pdfDocument(numbered, tables[0]?.title ?? '');
}

function pagesOf({ title, notes, heads, widths, rows }: FileTable): readonly (readonly string[])[] {
  const room = PAGE.width - 2 * PAGE.margin;
  const all = widths.reduce((sum, width) => sum + width, 0);
  const columns = widths.map((width) => (width / all) * room);
  const pages: string[][] = [];
  let page: string[] = [];
  let y = 0;
  const newPage = () => {
    page = [];
    pages.push(page);
    y = PAGE.height - PAGE.margin;
  };
  const addRow = (cells: readonly Cell[], isHead: boolean) => {
    const texts = cells.map((cell, index) => wrap(String(cell ?? ''), SIZE, (columns[index] ?? 0) - 2 * PAD));
    const height = Math.max(1, ...texts.map((lines) => lines.length)) * LINE + PAD;
    if (y - height < PAGE.margin + FOOT - LINE && !isHead) {
      newPage();
      addRow(heads, true);
    }
    if (isHead) page.push(`0.945 0.918 0.867 rg ${PAGE.margin} ${(y - height).toFixed(2)} ${room} ${height} re f 0 g`);
    let x: number = PAGE.margin;
    for (const [index, lines] of texts.entries()) {
      const width = columns[index] ?? 0;
      const isNumber = typeof cells[index] === 'number';
      for (const [at, line] of lines.entries()) {
        const left = isNumber ? x + width - PAD - widthOf(line, SIZE) : x + PAD;
        if (line !== '') page.push(showText(line, left, y - LINE * (at + 1) + 2, SIZE));
      }
      x += width;
    }
    y -= height;
    page.push(`0.4 w 0.73 G ${PAGE.margin} ${y.toFixed(2)} m ${PAGE.width - PAGE.margin} ${y.toFixed(2)} l S`);
  };
  newPage();
  page.push(showText(title, PAGE.margin, y - TITLE_SIZE, TITLE_SIZE));
  y -= TITLE_SIZE + 10;
  for (const note of notes) {
    for (const line of wrap(note, SIZE + 1, room)) {
      page.push(showText(line, PAGE.margin, y - LINE, SIZE + 1));
      y -= LINE + 2;
    }
  }
  y -= 6;
  addRow(heads, true);
  for (const row of rows) addRow(row, false);
  return pages;
}
