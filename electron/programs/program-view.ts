import type { z } from 'zod';
import type { programStateSchema, ProgramView } from '../../contract/ipc/topics.ts';
import type { IssueManifest, ManifestFile, ManifestProgram } from '../../contract/programs/manifest.ts';
import type { ContentStore } from './content-store.ts';
import type { DownloadsState } from './downloads.ts';
import { mediaUrl } from './media.ts';

type ProgramState = z.infer<typeof programStateSchema>;

/** Every file of a program, each once. */
function filesOf(manifest: IssueManifest, program: ManifestProgram): readonly ManifestFile[] {
  const { film, poster, subtitles, handouts } = program;
  const hashes = new Set([film, poster, ...subtitles.map((one) => one.file), ...handouts.map((one) => one.file)]);
  return manifest.files.filter((file) => hashes.has(file.sha256));
}

/** A program as the screens see it. */
export function programView(manifest: IssueManifest, program: ManifestProgram, content: ContentStore, downloads: DownloadsState): ProgramView {
  const { id, title, summary, category, courseKind, topics, lengthSeconds, poster } = program;
  const film = manifest.files.find((file) => file.sha256 === program.film);
  return {
    id,
    issue: { id: manifest.issue, number: manifest.number, title: manifest.title },
    title,
    summary,
    category,
    courseKind,
    topics,
    lengthSeconds,
    film: { url: mediaUrl(program.film), mime: film?.mime ?? 'video/mp4' },
    posterUrl: poster !== null && content.has(poster) ? mediaUrl(poster) : null,
    subtitles: program.subtitles.map(({ language, file }) => ({ language, url: mediaUrl(file) })),
    handouts: program.handouts.map((handout) => ({ title: handout.title, url: mediaUrl(handout.file) })),
    state: programState(filesOf(manifest, program), content, downloads),
  };
}

function programState(files: readonly ManifestFile[], content: ContentStore, { active, blocked, failed }: DownloadsState): ProgramState {
  const missing = files.filter((file) => !content.has(file.sha256));
  if (missing.length === 0) return { state: 'here' };
  const totalBytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const doneBytes = files.reduce((sum, file) => sum + content.doneBytes(file), 0);
  if (blocked === null && missing.some((file) => file.sha256 === active)) return { state: 'downloading', doneBytes, totalBytes };
  const own = missing.map((file) => failed.get(file.sha256)).find((problem) => problem !== undefined);
  return { state: 'waiting', doneBytes, totalBytes, reason: blocked ?? own ?? null };
}
