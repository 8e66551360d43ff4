import { parentPort, Worker, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { ProblemError } from '../../contract/problem.ts';
import type { Problem } from '../../contract/problem.ts';
import type { PublicKey } from '../../contract/site/enrolment.ts';
import { systemClock } from '../site/clock.ts';
import { openBaseFolder } from './base-folder.ts';
import { createBuild } from './build-job.ts';
import type { Build, BuildJob, Built } from './build-job.ts';
import { openEngine } from './engine.ts';
import type { EngineState } from './engine.ts';
import { answerCall } from './thread-calls.ts';
import type { ThreadCall } from './thread-calls.ts';

/** What the threads are started with: one searches, and starts another for each piece of work on many items. */
export type InformationWorkerData =
  | { readonly role: 'search'; readonly folder: string; readonly countyKey: PublicKey; readonly program: string }
  | { readonly role: 'build'; readonly folder: string; readonly job: BuildJob };

const clock = systemClock();

async function searching(port: MessagePort, { folder, countyKey, program }: Extract<InformationWorkerData, { role: 'search' }>): Promise<void> {
  const tell = (news: string, value: unknown): void => port.postMessage({ news, value });
  const ending = new AbortController();
  const engine = await openEngine({
    folder,
    countyKey,
    clock,
    build: () => buildBeside(program, folder, ending.signal),
    onState: (state: EngineState) => tell('state', state),
    onPreparing: (share) => tell('preparing', share),
    onProblem: (problem) => tell('problem', problem),
    onFault: (error) => tell('fault', error),
  });
  const handlers = {
    ...engine,
    close: async () => {
      ending.abort();
      await engine.close();
    },
  };
  port.on('message', (call: ThreadCall) => void answerCall(call, handlers).then((answer) => port.postMessage(answer)));
  tell('open', engine.state());
}

/** Builds in a thread of its own, which ends afterwards and gives its memory back. */
function buildBeside(program: string, folder: string, ending: AbortSignal): Build {
  return (job, tell) =>
    new Promise((resolve, reject) => {
      const data: InformationWorkerData = { role: 'build', folder, job };
      const worker = new Worker(program, { workerData: data, execArgv: [] });
      const stop = (): void => void worker.terminate();
      ending.addEventListener('abort', stop);
      worker.on('message', (answer: { readonly share: number } | { readonly value: Built | null } | { readonly problem: Problem } | { readonly fault: unknown }) => {
        if ('share' in answer) tell?.(answer.share);
        else if ('value' in answer) resolve(answer.value);
        else reject('problem' in answer ? new ProblemError(answer.problem) : asError(answer.fault));
      });
      worker.on('error', reject);
      worker.on('exit', () => {
        ending.removeEventListener('abort', stop);
        reject(new Error('the thread that builds ended'));
      });
    });
}

async function building(port: MessagePort, { folder, job }: Extract<InformationWorkerData, { role: 'build' }>): Promise<Built | null> {
  const base = await openBaseFolder({ folder, clock, onProblem: () => undefined }); // It reads no file that could have one.
  return createBuild(base, () => Promise.resolve())(job, (share) => port.postMessage({ share }));
}

function asError(fault: unknown): Error {
  return fault instanceof Error ? fault : new Error(String(fault));
}

const data = workerData as InformationWorkerData;
const port = parentPort;
if (port === null) throw new Error('this program runs as a thread');
if (data.role === 'search') {
  // What goes wrong before anybody can ask ends the thread with it, and so reaches whoever waits for its opening.
  void searching(port, data);
} else {
  building(port, data).then(
    (value) => port.postMessage({ value }),
    (error: unknown) => port.postMessage(error instanceof ProblemError ? { problem: error.problem } : { fault: error }),
  );
}
