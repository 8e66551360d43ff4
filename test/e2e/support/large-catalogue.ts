import type { Holdings, ProgramDescription } from '../../../contract/ipc/topics.ts';
import { ipcChannels } from '../../../contract/ipc/api.ts';
import { categories, programIdSchema } from '../../../contract/programs/program.ts';
import type { TerminalProcess } from './terminal-process.ts';

const SUBJECTS = ['马铃薯高产栽培', '滴灌节水技术', '农机购置补贴', '一号文件学习', '蔬菜病虫害防治', '肉羊育肥', '党章学习', '电商直播入门', '冬小麦管理', '苹果树修剪'] as const;
const PER_ISSUE = 8;

/** A catalogue as a province would have after years: every tenth program is here. */
export function largeCatalogue(count: number, posterUrl: string | null): { readonly programs: readonly ProgramDescription[]; readonly holdings: Holdings } {
  const programs = Array.from({ length: count }, (_, index): ProgramDescription => {
    const issue = String(1000 + Math.floor(index / PER_ISSUE));
    return {
      id: programIdSchema.parse(`${issue}/p${index}`),
      issue: { id: issue, number: issue, title: { 'zh-CN': `专辑 ${issue}` }, publishedAt: '2026-11-03T08:00:00.000+08:00' },
      title: { 'zh-CN': `${SUBJECTS[index % SUBJECTS.length] ?? ''} ${index}` },
      summary: { 'zh-CN': '怎样做，注意什么。' },
      category: categories[index % categories.length] ?? 'wealth-skill',
      courseKind: 'special',
      topics: [],
      lengthSeconds: 600 + index,
      film: { url: `media://content/${index}`, mime: 'video/mp4' },
      posterUrl,
      subtitles: [],
      handouts: [],
    };
  });
  return { programs, holdings: Object.fromEntries(programs.filter((__, index) => index % 10 === 0).map(({ id }) => [id, { state: 'here' }])) };
}

/** Tells the screens of a catalogue as the main process would; it holds until that tells its own again. */
export async function tellCatalogue(terminal: TerminalProcess, { programs, holdings }: ReturnType<typeof largeCatalogue>): Promise<void> {
  await terminal.app.evaluate(
    ({ BrowserWindow }, [channel, descriptions, states]) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.webContents.send(channel, 'programs', descriptions);
      window?.webContents.send(channel, 'holdings', states);
    },
    [ipcChannels.changed, programs, holdings] as const,
  );
}
