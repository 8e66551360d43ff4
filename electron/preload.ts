import { contextBridge, ipcRenderer, webFrame } from 'electron';
import type { IpcRendererEvent } from 'electron';
import { ipcChannels } from '../contract/ipc/api.ts';
import type { TerminalApi } from '../contract/ipc/api.ts';
import type { CallArguments, CallName, CallResult } from '../contract/ipc/calls.ts';
import type { Topic, TopicValue } from '../contract/ipc/topics.ts';
import type { Result } from '../contract/problem.ts';

// The main process parses every argument and derives every answer from the same contract; here they only pass through.
const terminal = {
  call: <N extends CallName>(name: N, args: CallArguments<N>) =>
    ipcRenderer.invoke(ipcChannels.call, name, args) as Promise<Result<CallResult<N>>>,
  read: <T extends Topic>(topic: T) => ipcRenderer.invoke(ipcChannels.read, topic) as Promise<TopicValue<T>>,
  subscribe: <T extends Topic>(topic: T, listener: (value: TopicValue<T>) => void) => {
    const onChanged = (_event: IpcRendererEvent, changed: Topic, value: unknown): void => {
      if (changed === topic) listener(value as TopicValue<T>);
    };
    ipcRenderer.on(ipcChannels.changed, onChanged);
    return () => {
      ipcRenderer.off(ipcChannels.changed, onChanged);
    };
  },
} satisfies TerminalApi;

contextBridge.exposeInMainWorld('terminal', terminal);

interface PageEvent {
  readonly preventDefault: () => void;
  readonly stopImmediatePropagation: () => void;
}
/** The page's window: this script is of Node's world by its types and of the page's by where it runs. */
const page = globalThis as unknown as { readonly addEventListener: (type: string, listener: (event: PageEvent) => void, options: { readonly capture: true }) => void };

// What Chromium would answer with a page or a dialog of its own, or by closing the window: files that are dropped, printing,
// which the main process does, and a script's wish to close.
for (const type of ['dragenter', 'dragover', 'drop']) {
  page.addEventListener(
    type,
    (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    { capture: true },
  );
}
void webFrame.executeJavaScript(`for (const name of ['print', 'close']) Object.defineProperty(window, name, { value: () => undefined })`);
