import { fail } from '../../contract/problem.ts';
import type { CompletedIssues } from './completed-issues.ts';
import type { ContentStore } from './content-store.ts';
import type { ProgramCounty } from './feature.ts';
import type { IssueBook } from './issue-book.ts';
import type { Job } from './job-queue.ts';
import type { ListedIssue } from './listing.ts';
import type { ProgramSticks } from './stick/program-sticks.ts';

export interface JobsOptions {
  readonly book: IssueBook;
  readonly content: ContentStore;
  readonly completed: CompletedIssues;
  readonly county: () => ProgramCounty | null;
  readonly carrierOf: ProgramSticks['carrierOf'];
  /** A manifest has come: there are other programs now. */
  readonly onManifest: () => void;
}

/** Brings the manifests that the catalogue names and that are not here. */
export function manifestJobs({ book, content, county, onManifest }: JobsOptions): readonly Job[] {
  return book.missing().map((entry) => ({
    key: entry.manifestSha256,
    run: async () => {
      const { client } = county() ?? fail('not-enrolled', {});
      const signed = await client.manifest(entry.issue);
      await book.accept(entry, signed);
      await content.survey(signed.payload.files);
      onManifest();
    },
  }));
}

/** Records the issues of which every file is here, each version once. */
export function recordJobs({ content, completed, carrierOf }: JobsOptions, issues: readonly ListedIssue[]): readonly Job[] {
  return issues.flatMap(({ outline }) => {
    const isHere = outline.files.every((file) => content.has(file.sha256));
    if (!isHere || completed.isRecorded(outline)) return [];
    const run = (signal: AbortSignal): Promise<void> => completed.record(outline, carrierOf(outline), signal);
    return [{ key: `record ${outline.issue} ${outline.version}`, run }];
  });
}
