import type { WebContents } from 'electron';
import { fail, ProblemError } from '../../contract/problem.ts';

/** What the screens show for paper (`@media print`), as a PDF of A4 pages. Rejects when there is no window any more. */
export async function pageAsPdf(contents: WebContents | null): Promise<Uint8Array> {
  if (contents === null || contents.isDestroyed()) throw new Error('There is no window whose page could be taken.');
  return contents.printToPDF({ pageSize: 'A4', printBackground: true, preferCSSPageSize: true });
}

/**
 * Prints what the screens show for paper on the printer of this machine, without asking anything. Throws `printer-missing`
 * when there is none, and `printer-failing` with what the system says.
 */
export async function printPage(contents: WebContents | null): Promise<void> {
  if (contents === null || contents.isDestroyed()) throw new Error('There is no window whose page could be printed.');
  if ((await contents.getPrintersAsync()).length === 0) return fail('printer-missing', {});
  await new Promise<void>((resolve, reject) => {
    contents.print({ silent: true, printBackground: false, pageSize: 'A4' }, (printed, reason) => {
      if (printed) resolve();
      else reject(new ProblemError({ code: 'printer-failing', data: { reason } }));
    });
  });
}
