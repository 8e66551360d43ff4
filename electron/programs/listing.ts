import type { ProgramDescription } from '../../contract/ipc/topics.ts';
import type { ManifestProgram } from '../../contract/programs/manifest.ts';
import type { ProgramId } from '../../contract/programs/program.ts';
import type { Sha256 } from '../../contract/values.ts';
import { mediaUrl } from './media.ts';
import type { FileOutline, IssueOutline } from './outline.ts';

/** A program with the files that it is made of. */
export interface ListedProgram {
  readonly description: ProgramDescription;
  readonly film: FileOutline;
  /** Every file of the program once, the film last. */
  readonly files: readonly FileOutline[];
}

export interface ListedIssue {
  readonly outline: IssueOutline;
  readonly programs: readonly ListedProgram[];
  readonly isWithdrawn: boolean;
  /** The same for all issues with the same mirrors. */
  readonly mirrorsKey: string;
}

/** The catalogue as features need it; made anew when the catalogue changes. */
export interface Listing {
  /** In the order of the catalogue; those withdrawn last. */
  readonly issues: readonly ListedIssue[];
  readonly programs: ReadonlyMap<ProgramId, { readonly issue: ListedIssue; readonly program: ListedProgram }>;
  /** The programs that show a film. */
  readonly shownBy: ReadonlyMap<Sha256, readonly ProgramId[]>;
  /** The issues of the catalogue that have a file, in its order. */
  readonly issuesOf: ReadonlyMap<Sha256, readonly ListedIssue[]>;
}

/** What opens the catalogue is made at once, what only downloads and players ask for when it is asked for. */
export function createListing(issues: readonly IssueOutline[], withdrawn: readonly IssueOutline[]): Listing {
  const listed = [...issues.map((outline) => listIssue(outline, false)), ...withdrawn.map((outline) => listIssue(outline, true))];
  const programs = onFirstUse(() => new Map(listed.flatMap((issue) => issue.programs.map((program) => [program.description.id, { issue, program }] as const))));
  const shownBy = onFirstUse(() => {
    const found = new Map<Sha256, ProgramId[]>();
    for (const issue of listed) for (const { film, description } of issue.programs) gather(found, film.sha256, description.id);
    return found;
  });
  const issuesOf = onFirstUse(() => {
    const found = new Map<Sha256, ListedIssue[]>();
    for (const issue of listed) if (!issue.isWithdrawn) for (const file of issue.outline.files) gather(found, file.sha256, issue);
    return found;
  });
  return {
    issues: listed,
    get programs() {
      return programs();
    },
    get shownBy() {
      return shownBy();
    },
    get issuesOf() {
      return issuesOf();
    },
  };
}

function onFirstUse<T extends object>(make: () => T): () => T {
  let made: T | null = null;
  return () => (made ??= make());
}

function gather<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}

function listIssue(outline: IssueOutline, isWithdrawn: boolean): ListedIssue {
  const files = new Map<Sha256, FileOutline>();
  for (const file of outline.files) files.set(file.sha256, file);
  const { issue: id, number, title, publishedAt } = outline;
  const issue = { id, number, title, publishedAt };
  const programs: ListedProgram[] = [];
  for (const program of outline.programs) {
    const listed = listProgram(issue, program, files);
    if (listed !== null) programs.push(listed);
  }
  return { outline, isWithdrawn, mirrorsKey: outline.mirrors.join(' '), programs };
}

/** Null for a program without its film, which no manifest that was checked has. */
function listProgram(issue: ProgramDescription['issue'], program: ManifestProgram, known: ReadonlyMap<Sha256, FileOutline>): ListedProgram | null {
  const film = known.get(program.film);
  if (film === undefined) return null;
  const { id, title, summary, category, courseKind, topics, lengthSeconds, poster, subtitles, handouts } = program;
  const files: FileOutline[] = [];
  const add = (sha256: Sha256): void => {
    const file = known.get(sha256);
    if (file !== undefined && file !== film && !files.includes(file)) files.push(file);
  };
  if (poster !== null) add(poster);
  for (const { file } of subtitles) add(file);
  for (const { file } of handouts) add(file);
  files.push(film);
  const description: ProgramDescription = {
    id,
    issue,
    title,
    summary,
    category,
    courseKind,
    topics,
    lengthSeconds,
    film: { url: mediaUrl(film.sha256), mime: film.mime },
    posterUrl: poster === null ? null : mediaUrl(poster),
    subtitles: subtitles.map(({ language, file }) => ({ language, url: mediaUrl(file) })),
    handouts: handouts.map((handout) => ({ title: handout.title, url: mediaUrl(handout.file) })),
  };
  return { description, film, files };
}
