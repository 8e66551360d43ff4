import { createContext, use, useState } from 'react';
import type { ReactNode } from 'react';
import type { TerminalApi } from '../../contract/ipc/api.ts';
import { createTopicStores } from './topic-store.ts';
import type { TopicStores } from './topic-store.ts';

declare global {
  interface Window {
    /** Put there by the preload script; absent when the page is opened in an ordinary browser. */
    readonly terminal?: TerminalApi;
  }
}

interface Terminal {
  readonly api: TerminalApi;
  readonly stores: TopicStores;
}

const TerminalContext = createContext<Terminal | null>(null);

/** Gives the screens below it the main process to talk to. */
export function TerminalProvider({ api, children }: { readonly api: TerminalApi; readonly children: ReactNode }): ReactNode {
  const [terminal] = useState<Terminal>(() => ({ api, stores: createTopicStores(api) }));
  return <TerminalContext value={terminal}>{children}</TerminalContext>;
}

/** The main process, for the hooks in this folder. */
export function useTerminal(): Terminal {
  const terminal = use(TerminalContext);
  if (terminal === null) throw new Error('useTerminal outside of TerminalProvider');
  return terminal;
}
