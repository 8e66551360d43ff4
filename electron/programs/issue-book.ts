import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ProblemError } from '../../contract/problem.ts';
import type { Problem } from '../../contract/problem.ts';
import { catalogueSchema, issueManifestSchema } from '../../contract/programs/manifest.ts';
import type { Catalogue, IssueManifest, ManifestFile } from '../../contract/programs/manifest.ts';
import type { PublicKey } from '../../contract/site/enrolment.ts';
import type { Sha256 } from '../../contract/values.ts';
import type { Clock } from '../site/clock.ts';
import { makeFolder } from '../site/disk.ts';
import { safeFile } from '../site/safe-file.ts';
import { openSignedDocument } from '../site/signed-document.ts';
import type { SignedDocument } from '../site/signed-document.ts';
import { readSigned } from '../site/signed.ts';
import type { Signed } from '../site/signed.ts';

export type CatalogueEntry = Catalogue['issues'][number];

/** The catalogue and the manifests of its issues, kept as the county signed them. */
export interface IssueBook {
  readonly catalogue: SignedDocument<Catalogue>;
  /** The issues of the catalogue whose manifest is here, in its order; the one before, while the newest is on its way. */
  readonly issues: () => readonly IssueManifest[];
  /** The entries of the catalogue whose newest manifest is not here yet. */
  readonly missing: () => readonly CatalogueEntry[];
  /** Takes the manifest of an entry. Throws `content-damaged` when it is not the one that the catalogue names. */
  readonly accept: (entry: CatalogueEntry, signed: Signed<IssueManifest>) => Promise<void>;
  /** The file with this hash of any issue that is or was known since the start: a film does not end in the middle. */
  readonly fileOf: (sha256: Sha256) => ManifestFile | null;
}

export interface IssueBookOptions {
  readonly folder: string;
  readonly countyKey: PublicKey | null;
  readonly clock: Pick<Clock, 'wall'>;
  readonly onProblem: (problem: Problem) => void;
}

export async function openIssueBook(options: IssueBookOptions): Promise<IssueBook> {
  const folder = join(options.folder, 'manifests');
  await makeFolder(folder);
  const catalogue = await openSignedDocument({
    ...options,
    file: join(options.folder, 'catalogue.jws'),
    schema: catalogueSchema,
    what: 'catalogue',
  });
  /** By issue: the manifests that are here, oldest first, with the hashes of their texts. */
  const kept = new Map<string, { readonly sha256: Sha256; readonly manifest: IssueManifest }[]>();
  const files = new Map<Sha256, ManifestFile>();

  const remember = (sha256: Sha256, manifest: IssueManifest): void => {
    const others = (kept.get(manifest.issue) ?? []).filter((other) => other.sha256 !== sha256);
    kept.set(manifest.issue, [...others, { sha256, manifest }].sort((a, b) => a.manifest.version - b.manifest.version));
    for (const file of manifest.files) files.set(file.sha256, file);
  };

  const manifestFile = (sha256: Sha256) =>
    safeFile<Signed<IssueManifest>>({
      ...options,
      file: join(folder, `${sha256}.jws`),
      parse: (text) => (options.countyKey === null ? null : readKept(text, sha256, options.countyKey)),
    });

  const here = (entry: CatalogueEntry): IssueManifest | null =>
    kept.get(entry.issue)?.find((candidate) => candidate.sha256 === entry.manifestSha256)?.manifest ?? null;
  const entries = (): readonly CatalogueEntry[] => catalogue.current()?.payload.issues ?? [];

  /** Removes the manifests that no catalogue will name again. */
  const forgetReplaced = async (entry: CatalogueEntry): Promise<void> => {
    const manifests = kept.get(entry.issue) ?? [];
    for (const { sha256 } of manifests.filter((candidate) => candidate.sha256 !== entry.manifestSha256)) {
      for (const suffix of ['.jws', '.jws.bak']) await rm(join(folder, sha256 + suffix), { force: true });
    }
    kept.set(entry.issue, manifests.filter((candidate) => candidate.sha256 === entry.manifestSha256));
  };

  if (options.countyKey !== null) {
    for (const sha256 of await hashesIn(folder)) {
      const signed = await manifestFile(sha256).read();
      if (signed !== null) remember(sha256, signed.payload);
    }
  }

  return {
    catalogue,
    fileOf: (sha256) => files.get(sha256) ?? null,
    missing: () => entries().filter((entry) => here(entry) === null),
    issues: () =>
      entries().flatMap((entry) => {
        const manifest = here(entry) ?? kept.get(entry.issue)?.at(-1)?.manifest;
        return manifest === undefined ? [] : [manifest];
      }),
    accept: async (entry, signed) => {
      if (!isNamed(entry, signed)) fail('content-damaged', { what: `issue ${entry.issue}` });
      await manifestFile(entry.manifestSha256).write(signed.text);
      remember(entry.manifestSha256, signed.payload);
      await forgetReplaced(entry);
    },
  };
}

function isNamed(entry: CatalogueEntry, { text, payload }: Signed<IssueManifest>): boolean {
  const same = textHash(text) === entry.manifestSha256 && payload.issue === entry.issue && payload.version === entry.version;
  return same && payload.programs.every((program) => program.id.startsWith(`${entry.issue}/`));
}

/** Null for a text that is not the manifest its name says, or not the county's. */
async function readKept(text: string, sha256: Sha256, key: PublicKey): Promise<Signed<IssueManifest> | null> {
  if (textHash(text) !== sha256) return null;
  try {
    return await readSigned(text, key, issueManifestSchema, 'issue');
  } catch (error) {
    if (error instanceof ProblemError) return null;
    throw error;
  }
}

async function hashesIn(folder: string): Promise<ReadonlySet<Sha256>> {
  const names = await readdir(folder);
  return new Set(names.flatMap((name) => /^([0-9a-f]{64})\.jws(?:\.bak)?$/.exec(name)?.slice(1, 2) ?? []));
}

function textHash(text: string): Sha256 {
  return createHash('sha256').update(text).digest('hex');
}
