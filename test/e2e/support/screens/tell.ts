import { ipcChannels } from '../../../../contract/ipc/api.ts';
import type { TerminalApi } from '../../../../contract/ipc/api.ts';
import type { Topic, TopicValue } from '../../../../contract/ipc/topics.ts';
import type { TerminalProcess } from '../terminal-process.ts';

/** Tells the screens of something as the main process would; it holds until that tells its own again. */
export async function tell<T extends Topic>(terminal: TerminalProcess, topic: T, value: TopicValue<T>): Promise<void> {
  await terminal.app.evaluate(({ BrowserWindow }, [channel, name, told]) => BrowserWindow.getAllWindows()[0]?.webContents.send(channel, name, told), [ipcChannels.changed, topic, value] as const);
}

/** What the main process tells of it now. */
export async function told<T extends Topic>(terminal: TerminalProcess, topic: T): Promise<TopicValue<T>> {
  const value = await terminal.page.evaluate((name) => (window as unknown as { terminal: TerminalApi }).terminal.read(name), topic);
  return value as TopicValue<T>;
}

/** Tells something else for as long as `shown` takes, then what it was before. */
export async function whileTold<T extends Topic>(terminal: TerminalProcess, topic: T, change: (value: TopicValue<T>) => TopicValue<T>, shown: () => Promise<void>): Promise<void> {
  const before = await told(terminal, topic);
  await tell(terminal, topic, change(before));
  await shown();
  await tell(terminal, topic, before);
}
