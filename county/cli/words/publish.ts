import { z } from 'zod';
import { InputError } from '../../input.ts';
import { faultLine } from '../../publish/fault.ts';
import { inspectFolder, PublishFaultsError } from '../../publish/inspect.ts';
import type { Inspection } from '../../publish/inspect.ts';
import { publishIssue } from '../../publish/publish-issue.ts';
import type { DataWord, Say } from '../word.ts';
import { progressLines } from './progress.ts';
import { inMegabytes } from './sizes.ts';

const mirrorsSchema = z.array(z.url({ protocol: /^https?$/ })).max(10);

export const publish: DataWord = {
  kind: 'data',
  name: 'publish',
  takes: [{ name: 'FOLDER', isPath: true }],
  summary: 'Publish the issue that a folder holds',
  options: { 'dry-run': { type: 'boolean' }, mirror: { type: 'string', multiple: true } },
  optionsHelp: [
    ['--dry-run', 'look at everything and publish nothing'],
    ['--mirror URL', 'an address that serves this issue’s files by hash, in place of --mirrors; may be given several times'],
  ],
  details: [
    'The folder holds a table and the files it names. The table is issue.csv, as a spreadsheet saves it (UTF-8 or GBK):',
    '  期号,2026-11',
    '  标题,第十一期',
    '  编号,标题,简介,类别,课程类型,专题,影片,海报,字幕,讲义',
    '  potato-ridging,马铃薯起垄,怎样起垄,致富技能,专业课,马铃薯种植,films/potato.mp4,,potato.vtt,明白纸=potato.pdf',
    'or issue.json:',
    '  {"number": "2026-11", "title": {"zh-CN": "…", "en": "…"}, "programs": [{"id": "potato-ridging", "title": {…},',
    '   "summary": {…}, "category": "wealth-skill", "topics": ["…"], "courseKind": "special", "film": "films/potato.mp4",',
    '   "poster": "posters/potato.jpg", "subtitles": [{"language": "zh-CN", "file": "…vtt"}],',
    '   "handouts": [{"title": {…}, "file": "…pdf"}]}]}',
    'Films are MP4 with H.264 (or VP9, AV1) pictures and AAC (or Opus) sound; one that terminals cannot play is refused with',
    'the FFmpeg command that mends it. A film without a poster gets one from itself where FFmpeg is installed.',
    'Publishing the same again changes nothing; publishing a changed issue under its number makes its next version.',
  ],
  run: async (deps, [folder = ''], say, options) => {
    const mirrors = options.mirror === undefined ? undefined : mirrorsSchema.safeParse(options.mirror.split(','));
    if (mirrors?.success === false) throw new InputError([`--mirror must be http or https addresses, ten at most: ${options.mirror ?? ''}`]);
    if (options['dry-run'] !== undefined) {
      tellInspection(await inspectFolder(folder), say);
      return;
    }
    const made = await publishIssue(deps, folder, { onProgress: progressLines(say), ...(mirrors === undefined ? {} : { mirrors: mirrors.data }) });
    for (const warning of made.warnings) say(`Note: ${faultLine(warning)}`);
    const size = `${made.programs} programs, ${made.files} files, ${inMegabytes(made.bytes)}`;
    say(made.changed ? `Issue ${made.issue} is published as version ${made.version}: ${size}.` : `Issue ${made.issue} is unchanged (version ${made.version}: ${size}).`);
  },
};

function tellInspection({ issue, files, films, faults, warnings }: Inspection, say: Say): void {
  for (const [name, { lengthSeconds, width, height, pictures, sound }] of films) {
    const bytes = files.find((file) => file.name === name)?.bytes;
    const size = bytes === undefined ? '' : `, ${inMegabytes(bytes)}`;
    say(`${name}: ${lengthSeconds} s, ${width}×${height}, ${pictures ?? 'no pictures'}, ${sound ?? 'no sound'}${size}`);
  }
  for (const warning of warnings) say(`Note: ${faultLine(warning)}`);
  if (issue === null) throw new PublishFaultsError(faults);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  say(`Issue ${issue.number} can be published: ${issue.programs.length} programs, ${files.length} files, ${inMegabytes(bytes)}. Nothing was published.`);
}
