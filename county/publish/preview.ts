import type { CountyDeps } from '../deps.ts';
import { fault } from './fault.ts';
import { inspectFolder } from './inspect.ts';
import { findPosterMaker } from './poster.ts';
import type { Preview } from './schemas.ts';

/** What would be published of an uploaded folder. Mending commands name files as their owner knows them. */
export async function previewFolder(deps: CountyDeps, folder: string): Promise<Preview> {
  const { said, films, files, faults, warnings } = await inspectFolder(folder, (_path, name) => name);
  const hasPosters = (await findPosterMaker(deps.config.data)) !== null;
  const row =
    said === null
      ? undefined
      : await deps.database.tables.selectFrom('issues').select(['version', 'withdrawn_at']).where('issue', '=', said.number).executeTakeFirst();
  const programs = (said?.programs ?? []).map(({ id, title, film, poster, subtitles, handouts }) => ({
    ...{ id, title, film },
    facts: films.get(film) ?? null,
    poster: poster !== null ? ('given' as const) : hasPosters ? ('from-film' as const) : ('none' as const),
    subtitles: subtitles.length,
    handouts: handouts.length,
  }));
  const once = [...new Map(files.map((file) => [file.name, file])).values()];
  return {
    issue: said === null ? null : { number: said.number, title: said.title },
    known: row === undefined ? null : { version: row.version, withdrawn: row.withdrawn_at !== null },
    programs,
    files: once.length,
    bytes: once.reduce((sum, file) => sum + file.bytes, 0),
    faults: [...faults],
    warnings: [...warnings, ...programs.filter(({ poster }) => poster === 'none').map(({ film }) => fault('no-poster', { file: film }))],
  };
}
