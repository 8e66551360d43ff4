import { createHash } from 'node:crypto';
import { ProblemError } from '../../../contract/problem.ts';
import type { Problem, ProblemCode } from '../../../contract/problem.ts';
import { catalogueSchema, issueManifestSchema } from '../../../contract/programs/manifest.ts';
import type { Catalogue, IssueManifest } from '../../../contract/programs/manifest.ts';
import { MOST_CATALOGUE_BYTES, MOST_MANIFEST_BYTES, STICK_CATALOGUE, stickFolders, stickManifestName } from '../../../contract/programs/stick-layout.ts';
import type { PublicKey } from '../../../contract/site/enrolment.ts';
import { readSigned } from '../../site/signed.ts';
import type { Signed } from '../../site/signed.ts';
import type { CatalogueEntry } from '../issue-book.ts';
import { lookAt, readText } from './stick-files.ts';

/** Something on a stick that was not taken, and why. */
export interface RefusedFile {
  /** From the stick's root. */
  readonly name: string;
  readonly problem: Problem;
}

/** What is wrong with the stick's own bytes. */
const refusals: ReadonlySet<ProblemCode> = new Set(['signature-wrong', 'version-older', 'content-damaged']);

/** More than anybody reads: a stick may be wrong in every file. */
const MOST_REFUSED = 200;

/** What `read` gives, or null and a line among `refused` for what is not as the county signed it. Anything else is thrown. */
export async function unlessRefused<T>(name: string, refused: RefusedFile[], read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ProblemError) || !refusals.has(error.problem.code)) throw error;
    if (refused.length < MOST_REFUSED) refused.push({ name, problem: error.problem });
    return null;
  }
}

export const catalogueName = [...stickFolders.programs, STICK_CATALOGUE].join('/');

/** The stick's catalogue; null when there is none. Throws `signature-wrong`, `content-damaged`, `disk-failing`. */
export async function readCatalogue(stick: string, key: PublicKey): Promise<Signed<Catalogue> | null> {
  const text = await readText(stick, stickFolders.programs, STICK_CATALOGUE, MOST_CATALOGUE_BYTES, 'catalogue');
  return text === null ? null : readSigned(text, key, catalogueSchema, 'catalogue');
}

export function manifestNameOf(entry: CatalogueEntry): string {
  return [...stickFolders.manifests, stickManifestName(entry.manifestSha256)].join('/');
}

export async function hasManifest(stick: string, entry: CatalogueEntry): Promise<boolean> {
  return (await lookAt(stick, stickFolders.manifests, stickManifestName(entry.manifestSha256))).kind !== 'nothing';
}

/** The manifest that an entry names; null when it is not on the stick. Throws as `readCatalogue` does. */
export async function readManifest(stick: string, entry: CatalogueEntry, key: PublicKey): Promise<Signed<IssueManifest> | null> {
  const what = `issue ${entry.issue}`;
  const text = await readText(stick, stickFolders.manifests, stickManifestName(entry.manifestSha256), MOST_MANIFEST_BYTES, what);
  if (text === null) return null;
  // By its hash first: what the county never signed is then not even parsed.
  if (createHash('sha256').update(text).digest('hex') !== entry.manifestSha256) throw new ProblemError({ code: 'content-damaged', data: { what } });
  return readSigned(text, key, issueManifestSchema, what);
}
