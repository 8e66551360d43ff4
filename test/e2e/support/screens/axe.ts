import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

let source: Promise<string> | null = null;

/** What axe-core finds wrong with the page as it is: WCAG 2.2 A and AA, and its best practices. One line each. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  source ??= readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  // As a string: the page's own policy lets no script in, the debugger's commands do.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await source);
  const results = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (context: Document, options: object) => Promise<AxeResults> } };
    const { violations } = await axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'],
      // Read from four metres there is one screen at a time, and no page around it whose regions could be skipped.
      rules: {
        region: { enabled: false },
        // The screen behind a question is out of reach, and with it its heading.
        ...(document.querySelector('[role="alertdialog"], [role="dialog"]') === null ? {} : { 'landmark-one-main': { enabled: false }, 'page-has-heading-one': { enabled: false } }),
      },
    });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).slice(0, 3).join(' | ')}`);
  });
  return results;
}
