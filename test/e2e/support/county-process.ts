import { execFile, fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { summarySchema } from '../../../contract/http.ts';
import type { Summary } from '../../../contract/http.ts';
import { accountPaths } from '../../../county/accounts/schemas.ts';
import { projectFolder } from './project.ts';

const readySchema = z.object({ type: z.literal('ready'), url: z.url(), enrolmentCode: z.string().nullable(), setup: z.string().nullable() });

/** The built county as a process of its own, with the sample issue, roster and information, as `npm start` runs it. */
export interface CountyProcess {
  readonly url: string;
  /** A fresh one-time code for the sample's site. */
  readonly enrolmentCode: string;
  /** The one-time link at which the first person makes an account; `summary` uses it when nobody has. */
  readonly setup: string | null;
  /** The five figures, asked as a person who signed in. */
  readonly summary: () => Promise<Summary>;
  /** Asks anything as that person; a body is sent as JSON. Throws for a refusal. */
  readonly asPerson: (method: string, path: string, body?: unknown) => Promise<Response>;
  /** Says a word of the county's command line; gives what it prints. */
  readonly word: (name: string, words: readonly string[]) => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** Whom `asPerson` signs in as. */
export const PERSON = { name: 'county-admin', password: 'a long password for the tests' };

export interface CountyOptions {
  readonly data: string;
  /** Folder with issue, information.json and roster.json. */
  readonly sample?: string;
  readonly port?: number;
}

export async function startCounty({ data, sample = join(projectFolder, 'resources', 'sample'), port = 0 }: CountyOptions): Promise<CountyProcess> {
  const child = fork(join(projectFolder, 'out', 'county', 'cli.js'), ['serve', '--with-sample', sample], {
    env: { ...process.env, COUNTY_DATA: data, COUNTY_HOST: '127.0.0.1', COUNTY_PORT: String(port), COUNTY_LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let said = '';
  const log = createWriteStream(join(data, '..', 'county.log'), { flags: 'a' });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      log.write(chunk);
    });
  }
  const ready = await readyMessage(child, () => said);
  if (ready.enrolmentCode === null) throw new Error('the county gave no enrolment code');
  const { url, enrolmentCode } = ready;
  let cookie: string | null = null;
  const asPerson = async (method: string, path: string, body?: unknown): Promise<Response> => {
    cookie ??= await signIn(url, ready.setup);
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(url + path, { method, headers: { cookie, Origin: url, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) }, ...sent });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  return {
    url,
    enrolmentCode,
    setup: ready.setup,
    summary: async () => summarySchema.parse(await (await asPerson('GET', '/v1/reports/summary')).json()),
    asPerson,
    word: async (name, words) => {
      const { stdout } = await promisify(execFile)(process.execPath, [join(projectFolder, 'out', 'county', 'cli.js'), name, ...words], { env: { ...process.env, COUNTY_DATA: data } });
      return stdout;
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      log.end();
    },
  };
}

async function readyMessage(child: ChildProcess, said: () => string): Promise<z.infer<typeof readySchema>> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => {
      const ready = readySchema.safeParse(message);
      if (ready.success) resolve(ready.data);
      else reject(new Error(`the county said something else than ready: ${JSON.stringify(message)}`));
    });
    child.once('exit', (code) => reject(new Error(`the county ended with ${code ?? 'a signal'}: ${said()}`)));
  });
}

/** Signs in; the first time with the one-time token, by choosing name and password. Returns the session's cookie. */
async function signIn(url: string, setup: string | null): Promise<string> {
  const token = setup === null ? null : /#setup=([\w-]+)/.exec(setup)?.[1];
  const [path, body] = token === null ? [accountPaths.session, PERSON] : [accountPaths.setup, { token, ...PERSON }];
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: url },
    body: JSON.stringify(body),
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
  if (!answer.ok || cookie === undefined) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
  return cookie;
}
