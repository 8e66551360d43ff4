import { fail } from '../../../contract/problem.ts';
import type { PublicKey } from '../../../contract/site/enrolment.ts';
import { stickFolders } from '../../../contract/programs/stick-layout.ts';
import type { StickSurvey } from '../../sticks/issues.ts';
import type { ContentStore } from '../content-store.ts';
import type { CatalogueEntry, IssueBook } from '../issue-book.ts';
import type { FileOutline } from '../outline.ts';
import { catalogueName, hasManifest, manifestNameOf, readCatalogue, readManifest, unlessRefused } from './stick-documents.ts';
import type { RefusedFile } from './stick-documents.ts';
import { lookForFile } from './stick-source.ts';

export interface SurveyDeps {
  readonly countyKey: PublicKey;
  readonly content: ContentStore;
  readonly book: IssueBook;
}

/** What issues are on a stick. Reads signed texts and looks at the sizes of files; takes nothing in. */
export async function surveyStick({ countyKey, content, book }: SurveyDeps, { stick, signal }: { readonly stick: string; readonly signal: AbortSignal }): Promise<StickSurvey> {
  const refused: RefusedFile[] = [];
  const here = book.catalogue.current()?.payload ?? null;
  const brought = await unlessRefused(catalogueName, refused, async () => {
    const signed = await readCatalogue(stick, countyKey);
    if (signed !== null && signed.payload.version < (here?.version ?? 0)) return fail('version-older', { what: 'catalogue' });
    return signed?.payload ?? null;
  });
  const issues: StickSurvey['issues'][number][] = [];
  for (const entry of (brought ?? here)?.issues ?? []) {
    signal.throwIfAborted();
    const files = await unlessRefused(manifestNameOf(entry), refused, () => filesOf(stick, entry, countyKey));
    if (files === null) continue;
    let onStickBytes = 0;
    for (const file of files) {
      const found = await unlessRefused([...stickFolders.content, file.sha256].join('/'), refused, () => lookForFile(stick, file));
      onStickBytes += found?.bytes ?? 0;
    }
    const { issue, number, title } = entry;
    const totalBytes = files.reduce((sum, file) => sum + file.bytes, 0);
    issues.push({ issue, number, title, totalBytes, onStickBytes, here: files.every(({ sha256 }) => content.has(sha256)) });
  }
  return { issues, refused };
}

async function filesOf(stick: string, entry: CatalogueEntry, key: PublicKey): Promise<readonly FileOutline[] | null> {
  if (!(await hasManifest(stick, entry))) return null;
  const signed = await readManifest(stick, entry, key);
  return signed?.payload.files ?? null;
}
