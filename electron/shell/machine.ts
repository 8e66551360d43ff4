import { app } from 'electron';
import type { WebContents } from 'electron';
import { MAX_COMMAND_RESULT_BYTES } from '../../contract/site/commands.ts';
import type { Machine } from '../site/machine.ts';
import type { EndReason } from './ending.ts';

export interface MachineDeps {
  readonly screens: () => WebContents | null;
  readonly end: (reason: EndReason) => void;
}

/** What Electron can do for the terminal; `watch` begins to note when the window's contents are used. */
export function createMachine({ screens, end }: MachineDeps): Machine & { readonly watch: (contents: WebContents) => void } {
  const startedMs = performance.now();
  let usedMs = startedMs;
  return {
    watch: (contents) => {
      const used = (): void => {
        usedMs = performance.now();
      };
      contents.on('before-input-event', used);
      contents.on('input-event', used);
    },
    screenshot: async () => {
      const contents = screens();
      if (contents === null || contents.isDestroyed()) throw new Error('There is no window to take a picture of.');
      const image = await contents.capturePage();
      const png = image.toPNG();
      return png.byteLength <= MAX_COMMAND_RESULT_BYTES ? { type: 'image/png', bytes: png } : { type: 'image/jpeg', bytes: image.toJPEG(70) };
    },
    idleMs: () => performance.now() - usedMs,
    runningMs: () => performance.now() - startedMs,
    memoryBytes: () => app.getAppMetrics().reduce((sum, { memory }) => sum + memory.workingSetSize * 1024, 0),
    restart: end,
  };
}
