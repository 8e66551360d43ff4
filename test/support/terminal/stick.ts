import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { STICK_CATALOGUE, stickFolders, stickManifestName } from '../../../contract/programs/stick-layout.ts';
import { openContentStore } from '../../../electron/programs/content-store.ts';
import type { ContentStore } from '../../../electron/programs/content-store.ts';
import { openIssueBook } from '../../../electron/programs/issue-book.ts';
import type { IssueBook } from '../../../electron/programs/issue-book.ts';
import type { IssueOutline } from '../../../electron/programs/outline.ts';
import { createProgramSticks } from '../../../electron/programs/stick/program-sticks.ts';
import type { ProgramSticks } from '../../../electron/programs/stick/program-sticks.ts';
import { sha256, testCatalogue } from './issue.ts';
import type { TestIssue } from './issue.ts';
import type { CountyKey } from './signing.ts';
import { emptyFolder, onFault, problemList, testClock } from './surroundings.ts';

/** The parts of a terminal that a stick has to do with. */
export interface StickTerminal {
  readonly sticks: ProgramSticks;
  readonly content: ContentStore;
  readonly book: IssueBook;
  /** Issues that were asked to come by the line. */
  readonly wanted: readonly string[];
  readonly folder: string;
}

export async function stickTerminal(key: CountyKey, makeRoom: (bytes: number) => Promise<void> = () => Promise.resolve()): Promise<StickTerminal> {
  const folder = await emptyFolder();
  const content = await openContentStore(folder, onFault);
  const book = await openIssueBook({ folder, countyKey: key.publicKey, clock: testClock(), onProblem: problemList().add });
  const wanted: string[] = [];
  const want = (issue: string): Promise<void> => Promise.resolve(void wanted.push(issue));
  return { content, book, wanted, folder, sticks: createProgramSticks({ countyKey: key.publicKey, content, book, makeRoom, want, onImported: () => undefined }) };
}

/** A stick as a county with this key would write it. */
export async function writeStick(key: CountyKey, version: number, issues: readonly TestIssue[]): Promise<string> {
  const stick = await emptyFolder();
  const [programs, manifests, content] = [join(stick, ...stickFolders.programs), join(stick, ...stickFolders.manifests), join(stick, ...stickFolders.content)];
  for (const folder of [manifests, content]) await mkdir(folder, { recursive: true });
  await writeFile(join(programs, STICK_CATALOGUE), testCatalogue(key, version, issues).text);
  for (const { manifestText, contents } of issues) {
    await writeFile(join(manifests, stickManifestName(sha256(manifestText))), manifestText);
    for (const [hash, bytes] of contents) await writeFile(join(content, hash), bytes);
  }
  return stick;
}

/** Where a file of an issue lies on a stick. */
export function onStick(stick: string, hash: string): string {
  return join(stick, ...stickFolders.content, hash);
}

export const carrying = () => ({ signal: new AbortController().signal, onProgress: () => undefined });

/** True when every file of these issues is whole at the terminal. */
export function isWhole({ content }: StickTerminal, issue: IssueOutline | TestIssue['manifest']): boolean {
  return issue.files.every((file) => content.has(file.sha256));
}
