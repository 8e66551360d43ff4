import type { ProgramDescription } from '../../contract/ipc/topics.ts';
import type { ProgramId } from '../../contract/programs/program.ts';
import type { Sha256 } from '../../contract/values.ts';
import { mediaUrl } from './media.ts';
import type { FileOutline, FilePlace, IssueOutline, ProgramOutline } from './outline.ts';

/** A program with the files that it is made of. */
export interface ListedProgram {
  readonly description: ProgramDescription;
  readonly film: FileOutline;
  /** Every file of the program once, the film last. */
  readonly files: readonly FileOutline[];
}

export interface ListedIssue {
  readonly outline: IssueOutline;
  /** Made when they are first asked for. */
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

/**
 * Makes listings. An issue that is as it was in the listing before is taken over from it; what only downloads and players
 * ask for is made when it is asked for.
 */
export function createLister(): (issues: readonly IssueOutline[], withdrawn: readonly IssueOutline[]) => Listing {
  const made = { listed: new WeakMap<IssueOutline, ListedIssue>(), withdrawn: new WeakMap<IssueOutline, ListedIssue>() };
  const listOnce = (outline: IssueOutline, isWithdrawn: boolean): ListedIssue => {
    const before = isWithdrawn ? made.withdrawn : made.listed;
    const issue = before.get(outline) ?? listIssue(outline, isWithdrawn);
    before.set(outline, issue);
    return issue;
  };
  return (issues, withdrawn) => listingOf([...issues.map((outline) => listOnce(outline, false)), ...withdrawn.map((outline) => listOnce(outline, true))]);
}

function listingOf(listed: readonly ListedIssue[]): Listing {
  const programs = onFirstUse(() => new Map(listed.flatMap((issue) => issue.programs.map((program) => [program.description.id, { issue, program }] as const))));
  const shownBy = onFirstUse(() => {
    const found = new Map<Sha256, readonly ProgramId[]>();
    for (const issue of listed) for (const { film, description } of issue.programs) found.set(film.sha256, [...(found.get(film.sha256) ?? []), description.id]);
    return found;
  });
  const issuesOf = onFirstUse(() => {
    const found = new Map<Sha256, readonly ListedIssue[]>();
    for (const issue of listed) {
      const alone = [issue]; // The same for the thousands of files that only one issue has.
      if (!issue.isWithdrawn) for (const { sha256 } of issue.outline.files) found.set(sha256, found.has(sha256) ? [...(found.get(sha256) ?? []), issue] : alone);
    }
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

function listIssue(outline: IssueOutline, isWithdrawn: boolean): ListedIssue {
  const { issue: id, number, title, publishedAt } = outline;
  const programs = onFirstUse(() => {
    const issue = { id, number, title, publishedAt };
    const hashes = outline.hashes();
    const urlOf = (place: FilePlace): string => mediaUrl(hashes.slice(64 * place, 64 * (place + 1)));
    return outline.programs().map((program) => listProgram(issue, outline, program, urlOf));
  });
  return {
    outline,
    isWithdrawn,
    mirrorsKey: outline.mirrors.join(' '),
    get programs() {
      return programs();
    },
  };
}

function listProgram(issue: ProgramDescription['issue'], outline: IssueOutline, program: ProgramOutline, urlOf: (place: FilePlace) => string): ListedProgram {
  const [id, title, summary, category, courseKind, topics, lengthSeconds, film, poster, subtitles, handouts] = program;
  const description: ProgramDescription = {
    id,
    issue,
    title,
    summary,
    category,
    courseKind,
    topics,
    lengthSeconds,
    film: { url: urlOf(film), mime: outline.mimeAt(film) },
    posterUrl: poster === null ? null : urlOf(poster),
    subtitles: subtitles.map(([language, place]) => ({ language, url: urlOf(place) })),
    handouts: handouts.map(([name, place]) => ({ title: name, url: urlOf(place) })),
  };
  return new ProgramOfIssue(description, outline, film, [poster ?? film, ...subtitles.map(([, place]) => place), ...handouts.map(([, place]) => place)]);
}

/** A class, and its files made late: there are thousands of them when a catalogue is opened, and nobody asks for files then. */
class ProgramOfIssue implements ListedProgram {
  readonly description: ProgramDescription;
  readonly #outline: IssueOutline;
  readonly #film: FilePlace;
  #places: readonly FilePlace[];
  #files: readonly FileOutline[] | null = null;

  constructor(description: ProgramDescription, outline: IssueOutline, film: FilePlace, others: readonly FilePlace[]) {
    this.description = description;
    this.#outline = outline;
    this.#film = film;
    this.#places = others;
  }

  get film(): FileOutline {
    return this.#fileAt(this.#film);
  }

  get files(): readonly FileOutline[] {
    if (this.#files !== null) return this.#files;
    const places = new Set(this.#places);
    places.delete(this.#film);
    this.#places = [];
    return (this.#files = [...places, this.#film].map((place) => this.#fileAt(place)));
  }

  #fileAt(place: FilePlace): FileOutline {
    const file = this.#outline.files[place];
    if (file === undefined) throw new Error(`${this.description.id} has a file that its issue does not list`);
    return file;
  }
}
