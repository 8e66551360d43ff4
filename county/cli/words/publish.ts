import { publishIssue } from '../../publish/publish-issue.ts';
import type { DataWord } from '../word.ts';
import { inMegabytes } from './sizes.ts';

export const publish: DataWord = {
  kind: 'data',
  name: 'publish',
  takes: [{ name: 'FOLDER', isPath: true }],
  summary: 'Publish the issue that a folder holds',
  details: [
    'The folder holds issue.json and the files it names:',
    '  {"number": "2026-11", "title": {"zh-CN": "…", "en": "…"}, "programs": [{"id": "potato-ridging", "title": {…},',
    '   "summary": {…}, "category": "wealth-skill", "topics": ["…"], "courseKind": "special", "film": "films/potato.mp4",',
    '   "poster": "posters/potato.jpg", "subtitles": [{"language": "zh-CN", "file": "…vtt"}],',
    '   "handouts": [{"title": {…}, "file": "…pdf"}]}]}',
    'Films are MP4 with H.264 pictures and AAC sound; one that is not is refused with the line that mends it.',
    'Publishing the same again changes nothing; publishing a changed issue under its number makes its next version.',
  ],
  run: async (deps, [folder = ''], say) => {
    const made = await publishIssue(deps, folder);
    for (const warning of made.warnings) say(`Note: ${warning}`);
    const size = `${made.programs} programs, ${made.files} files, ${inMegabytes(made.bytes)}`;
    say(made.changed ? `Issue ${made.issue} is published as version ${made.version}: ${size}.` : `Issue ${made.issue} is unchanged (version ${made.version}: ${size}).`);
  },
};
