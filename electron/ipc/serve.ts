import { ipcMain } from 'electron';
import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { z } from 'zod';
import { ipcChannels } from '../../contract/ipc/api.ts';
import { calls } from '../../contract/ipc/calls.ts';
import type { CallName } from '../../contract/ipc/calls.ts';
import { topics } from '../../contract/ipc/topics.ts';
import type { Topic } from '../../contract/ipc/topics.ts';
import { ProblemError } from '../../contract/problem.ts';
import type { Problem, Result } from '../../contract/problem.ts';
import type { CallHandlers, TopicReaders } from './handlers.ts';

export interface IpcDeps {
  /** Origin of our screens, e.g. `app://terminal`. */
  readonly origin: string;
  /** The one window's contents; null while there is none. */
  readonly screens: () => WebContents | null;
  readonly handlers: CallHandlers;
  readonly readers: TopicReaders;
  /** Logs a fault of the program and returns the reference under which it is found in the log. */
  readonly logFault: (what: string, error: unknown) => string;
}

const callNameSchema = z.enum(Object.keys(calls) as [CallName, ...CallName[]]);
const topicSchema = z.enum(Object.keys(topics) as [Topic, ...Topic[]]);

/** Answers the screens. Whoever is not our window's main frame at our origin is refused before anything is read. */
export function serveIpc(deps: IpcDeps): { readonly changed: (topic: Topic) => void } {
  ipcMain.handle(ipcChannels.call, async (event, name: unknown, args: unknown): Promise<Result<unknown>> => {
    assertOurScreens(event, deps);
    const call = callNameSchema.safeParse(name);
    if (!call.success) return refuse({ code: 'bad-request', data: { detail: z.prettifyError(call.error) } });
    return answer(deps, call.data, args);
  });

  ipcMain.handle(ipcChannels.read, (event, name: unknown): unknown => {
    assertOurScreens(event, deps);
    return deps.readers[topicSchema.parse(name)]();
  });

  return {
    changed: (topic) => {
      const screens = deps.screens();
      if (screens !== null && !screens.isDestroyed()) screens.send(ipcChannels.changed, topic, deps.readers[topic]());
    },
  };
}

async function answer(deps: IpcDeps, name: CallName, input: unknown): Promise<Result<unknown>> {
  const args = calls[name].arguments.safeParse(input);
  if (!args.success) return refuse({ code: 'bad-request', data: { detail: `${name}: ${z.prettifyError(args.error)}` } });
  try {
    // The schema and the handler are of the same call, which the compiler cannot see through the lookup.
    const handler = deps.handlers[name] as (args: unknown) => Promise<unknown>;
    return { ok: true, value: await handler(args.data) };
  } catch (error) {
    if (error instanceof ProblemError) return refuse(error.problem);
    return refuse({ code: 'internal', data: { reference: deps.logFault(`call ${name}`, error) } });
  }
}

function refuse(problem: Problem): Result<never> {
  return { ok: false, problem };
}

function assertOurScreens(event: IpcMainInvokeEvent, deps: IpcDeps): void {
  const frame = event.senderFrame;
  if (frame !== null && frame === deps.screens()?.mainFrame && isAtOrigin(frame.url, deps.origin)) return;
  throw new Error('This call did not come from the terminal’s own screens.');
}

function isAtOrigin(address: string, origin: string): boolean {
  const [url, ours] = [new URL(address), new URL(origin)];
  return url.protocol === ours.protocol && url.host === ours.host;
}
