import { ipcChannels } from '../../../contract/ipc/api.ts';
import type { MemberView } from '../../../contract/ipc/topics.ts';
import { memberNumberSchema } from '../../../contract/usage/event.ts';
import type { TerminalProcess } from './terminal-process.ts';

const FAMILY = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴'] as const;
const INITIALS = ['W', 'L', 'Z', 'L', 'C', 'Y', 'Z', 'H', 'Z', 'W'] as const;

/** Tells the screens of so many members, numbered from 1001, as the main process would; it holds until that tells its own again. */
export async function tellRoster(terminal: TerminalProcess, count: number): Promise<void> {
  const members = Array.from({ length: count }, (_, index): MemberView => ({
    number: memberNumberSchema.parse(String(1001 + index)),
    name: `${FAMILY[index % FAMILY.length] ?? ''}秀英${index}`,
    initials: `${INITIALS[index % INITIALS.length] ?? ''}XY`,
  }));
  await terminal.app.evaluate(
    ({ BrowserWindow }, [channel, roster]) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.webContents.send(channel, 'roster', roster);
    },
    [ipcChannels.changed, members] as const,
  );
}
