import { createHash } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
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
import { createSerial } from '../site/serial.ts';
import { openSignedDocument } from '../site/signed-document.ts';
import type { SignedDocument } from '../site/signed-document.ts';
import { readSigned } from '../site/signed.ts';
import type { Signed } from '../site/signed.ts';
import { inParallel } from './in-parallel.ts';
import type { FileOutline, IssueOutline } from './outline.ts';
import { cachedOutline, openOutlineCache } from './outline-cache.ts';
import type { CachedOutline } from './outline-cache.ts';

export type CatalogueEntry = Catalogue['issues'][number];

/**
 * The catalogue and the manifests of its issues, kept as the county signed them. Only outlines are in memory: the hashes
 * of chunks, most of a manifest, are read and checked when they are needed.
 */
export interface IssueBook {
  readonly catalogue: SignedDocument<Catalogue>;
  /** The issues of the catalogue whose manifest is here, in its order; the one before, while the newest is on its way. */
  readonly issues: () => readonly IssueOutline[];
  /** Issues that were in a catalogue, are not any more, and have not been forgotten yet. */
  readonly withdrawn: () => readonly IssueOutline[];
  /** The entries of the catalogue whose newest manifest is not here yet. */
  readonly missing: () => readonly CatalogueEntry[];
  /** Takes the manifest of an entry. Throws `content-damaged` when it is not the one that the catalogue names. */
  readonly accept: (entry: CatalogueEntry, signed: Signed<IssueManifest>) => Promise<void>;
  /** The manifest of an issue of `issues()` as signed and checked; null when its file is gone or damaged: it is then `missing`. */
  readonly signed: (issue: string) => Promise<Signed<IssueManifest> | null>;
  /** The file with this hash of any issue that is or was known since the start: a film does not end in the middle. */
  readonly outline: (sha256: Sha256) => FileOutline | null;
  /** The same with the hashes of its chunks, from a checked manifest; null when that is damaged or no longer kept. */
  readonly file: (sha256: Sha256) => Promise<ManifestFile | null>;
  /**
   * Looks whether the files of the manifests are still those that their outlines were made of; one that is not is checked,
   * and `missing` when it is damaged. Done after the start, which it would hold up. Returns whether any was damaged.
   */
  readonly verify: () => Promise<boolean>;
  /** Removes the manifest of a withdrawn issue. */
  readonly forget: (issue: string) => Promise<void>;
}

export interface IssueBookOptions {
  readonly folder: string;
  readonly countyKey: PublicKey | null;
  readonly clock: Pick<Clock, 'wall'>;
  readonly onProblem: (problem: Problem) => void;
}

/** Manifests that are kept in memory whole: those of the films that play or come now. */
const WHOLE_MANIFESTS = 4;
/** Files of which it is remembered where they were found. */
const MOST_ASKED = 10_000;

/** A file, and the manifest that lists it. */
interface KnownFile {
  readonly outline: FileOutline;
  readonly manifest: Sha256;
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
  const cache = await openOutlineCache(join(folder, 'outlines'));
  /** By issue: the manifests that are here, oldest first. */
  const kept = new Map<string, readonly CachedOutline[]>();
  /** Everything that is or was known since the start, by manifest. */
  const known = new Map<Sha256, CachedOutline>();
  /** Files that were asked for, so that thousands need not be gathered for a few. */
  const asked = new Map<Sha256, KnownFile | null>();
  const whole = new Map<Sha256, Promise<Signed<IssueManifest> | null>>();

  const remember = (cached: CachedOutline): void => {
    const { manifest, outline } = cached;
    const others = (kept.get(outline.issue) ?? []).filter((other) => other.manifest !== manifest);
    kept.set(outline.issue, [...others, cached].sort((a, b) => a.outline.version - b.outline.version));
    known.delete(manifest); // Set anew: what became known last counts.
    known.set(manifest, cached);
    asked.clear();
  };

  const fileOf = (sha256: Sha256): KnownFile | null => {
    const before = asked.get(sha256);
    if (before !== undefined) return before;
    const hash = Buffer.from(sha256, 'hex');
    let found: KnownFile | null = null;
    for (const { manifest, outline } of known.values()) {
      const file = outline.fileWith(hash);
      if (file !== null) found = { outline: file, manifest };
    }
    if (asked.size >= MOST_ASKED) asked.clear();
    asked.set(sha256, found);
    return found;
  };

  /** Makes the outline of a manifest whose file lies in its place. */
  const outlined = async (sha256: Sha256, payload: IssueManifest): Promise<void> => {
    const cached = cachedOutline(payload, sha256, await stat(join(folder, `${sha256}.jws`)));
    remember(cached);
    await cache.add(cached);
  };

  const manifestFile = (sha256: Sha256) =>
    safeFile<Signed<IssueManifest>>({
      ...options,
      file: join(folder, `${sha256}.jws`),
      parse: (text) => (options.countyKey === null ? null : readKept(text, sha256, options.countyKey)),
    });

  const drop = (issue: string, sha256: Sha256): void => {
    whole.delete(sha256);
    const rest = (kept.get(issue) ?? []).filter((candidate) => candidate.manifest !== sha256);
    if (rest.length === 0) kept.delete(issue);
    else kept.set(issue, rest);
  };

  /** Reads a manifest, from memory when it was wanted lately. One that is damaged is missing from then on. */
  const load = (sha256: Sha256, issue: string): Promise<Signed<IssueManifest> | null> => {
    const reading = whole.get(sha256) ?? manifestFile(sha256).read();
    whole.delete(sha256); // Set anew: the map's order is that of use.
    whole.set(sha256, reading);
    for (const oldest of [...whole.keys()].slice(0, -WHOLE_MANIFESTS)) whole.delete(oldest);
    return reading.then((signed) => {
      if (signed === null) drop(issue, sha256);
      return signed;
    });
  };

  const entries = (): readonly CatalogueEntry[] => catalogue.current()?.payload.issues ?? [];
  const accepting = createSerial();
  const here = (entry: CatalogueEntry): CachedOutline | null => kept.get(entry.issue)?.find((candidate) => candidate.manifest === entry.manifestSha256) ?? null;
  const shown = (entry: CatalogueEntry): CachedOutline | null => here(entry) ?? kept.get(entry.issue)?.at(-1) ?? null;

  const removeManifest = async (sha256: Sha256): Promise<void> => {
    for (const suffix of ['.jws', '.jws.bak']) await rm(join(folder, sha256 + suffix), { force: true });
  };

  /** Removes the manifests that no catalogue will name again. */
  const forgetReplaced = async (entry: CatalogueEntry): Promise<void> => {
    for (const { manifest } of kept.get(entry.issue) ?? []) {
      if (manifest === entry.manifestSha256) continue;
      await removeManifest(manifest);
      drop(entry.issue, manifest);
    }
  };

  if (options.countyKey !== null) {
    await inParallel(16, [...(await hashesIn(folder))], async (sha256) => {
      const cached = cache.found.get(sha256);
      if (cached !== undefined) {
        remember(cached);
        return;
      }
      const signed = await manifestFile(sha256).read();
      if (signed !== null) await outlined(sha256, signed.payload);
    });
  }

  return {
    catalogue,
    outline: (sha256) => fileOf(sha256)?.outline ?? null,
    missing: () => entries().filter((entry) => here(entry) === null),
    issues: () => entries().flatMap((entry) => shown(entry)?.outline ?? []),
    withdrawn: () => {
      const listed = new Set(entries().map((entry) => entry.issue));
      return [...kept].flatMap(([issue, manifests]) => (listed.has(issue) ? [] : (manifests.at(-1)?.outline ?? [])));
    },
    signed: async (issue) => {
      const entry = entries().find((candidate) => candidate.issue === issue);
      const found = entry === undefined ? null : shown(entry);
      return found === null ? null : load(found.manifest, issue);
    },
    file: async (sha256) => {
      const found = fileOf(sha256);
      if (found === null) return null;
      const issue = [...kept.values()].flat().find((candidate) => candidate.manifest === found.manifest)?.outline.issue;
      const signed = issue === undefined ? await whole.get(found.manifest) : await load(found.manifest, issue);
      return signed?.payload.files.find((file) => file.sha256 === sha256) ?? null;
    },
    accept: async (entry, signed) => {
      if (!isNamed(entry, signed)) fail('content-damaged', { what: `issue ${entry.issue}` });
      // The line and a stick may bring the same one at the same time.
      await accepting(async () => {
        await manifestFile(entry.manifestSha256).write(signed.text);
        await outlined(entry.manifestSha256, signed.payload);
        await forgetReplaced(entry);
      });
    },
    verify: async () => {
      let isDamaged = false;
      const all = [...kept.values()].flat();
      await inParallel(4, all, async ({ manifest, bytes, modifiedMs, outline }) => {
        const found = await stat(join(folder, `${manifest}.jws`)).catch(() => null); // Whatever is wrong with it, reading it tells.
        if (found?.size === bytes && found.mtimeMs === modifiedMs) return;
        const signed = await load(manifest, outline.issue);
        if (signed === null) isDamaged = true;
        else await outlined(manifest, signed.payload);
      });
      await cache.compact(new Map([...kept.values()].flat().map((cached) => [cached.manifest, cached])));
      return isDamaged;
    },
    forget: async (issue) => {
      for (const { manifest } of kept.get(issue) ?? []) await removeManifest(manifest);
      kept.delete(issue);
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
