import { lookup as lookUp } from 'node:dns/promises';
import { connect as connectTo, isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { ProblemError } from '../../contract/problem.ts';
import type { LineTest, LineVerdict } from '../../contract/site/line-test.ts';

/** Less than this the county's clock and the machine's may differ. */
const CLOCK_MS = 5 * 60_000;
const WITHIN_MS = 8_000;

export interface LineTestDeps {
  readonly countyUrl: string;
  /** Asks for the county's health; throws the problems of `refuseAnswer` and `county-unreachable`. */
  readonly health: () => Promise<{ readonly at: string }>;
  readonly now: () => Date;
  /** Addresses that this machine has in networks. */
  readonly addresses?: () => readonly string[];
  readonly lookup?: (name: string) => Promise<string>;
  readonly connect?: (host: string, port: number) => Promise<void>;
}

interface Failed {
  readonly verdict: LineVerdict;
  readonly detail: string;
}
type Step = LineTest['steps'][number];

/** Looks at the line to the county step by step, and at nothing but the county. Ends at what does not work. */
export async function testLine(deps: LineTestDeps): Promise<LineTest> {
  const { addresses = ownAddresses, lookup = lookUpName, connect = openConnection } = deps;
  const { hostname, port, protocol } = new URL(deps.countyUrl);
  const host = hostname.replace(/^\[|\]$/g, '');
  const steps: Step[] = [];
  let address = host;
  let countyAt = '';

  const look: readonly (readonly [Step['step'], () => Promise<Failed | string>])[] = [
    ['network', async () => {
      const own = addresses();
      return Promise.resolve(own.length > 0 || isLoopback(host) ? own.join(', ') : { verdict: 'no-network', detail: '' });
    }],
    ['name', async () => {
      if (isIP(host) !== 0) return host;
      address = await lookup(host);
      return address;
    }],
    ['connection', async () => {
      const number = port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
      await connect(address, number);
      return `${address} ${number}`;
    }],
    ['county', async () => {
      countyAt = (await deps.health()).at;
      return countyAt;
    }],
    ['clock', async () => {
      const byMs = Math.abs(deps.now().getTime() - Date.parse(countyAt));
      const detail = `${Math.round(byMs / 1000)} s`;
      return Promise.resolve(byMs <= CLOCK_MS ? detail : { verdict: 'clock-wrong', detail });
    }],
  ];
  for (const [step, work] of look) {
    const beganMs = performance.now();
    const outcome = await work().catch((error: unknown): Failed => failureAt(step, error));
    const ms = performance.now() - beganMs;
    if (typeof outcome !== 'string') {
      steps.push({ step, ok: false, ms, detail: outcome.detail.slice(0, 200) });
      return { verdict: outcome.verdict, steps };
    }
    steps.push({ step, ok: true, ms, detail: outcome.slice(0, 200) });
  }
  return { verdict: 'works', steps };
}

function failureAt(step: Step['step'], error: unknown): Failed {
  const codes = codesOf(error);
  const detail = codes.join(' ') || (error instanceof Error ? error.message : String(error));
  if (step === 'name') return { verdict: 'name-unknown', detail };
  if (step === 'connection') return { verdict: codes.includes('ENETUNREACH') ? 'no-network' : 'no-answer', detail };
  if (!(error instanceof ProblemError)) throw error;
  if (codes.some((code) => /CERT|TLS|SSL|SELF_SIGNED|ALTNAME/.test(code))) return { verdict: 'not-trusted', detail };
  switch (error.problem.code) {
    case 'county-failing':
      return { verdict: 'county-failing', detail: String(error.problem.data.status) };
    case 'county-unreachable':
      return { verdict: 'no-answer', detail };
    default:
      return { verdict: 'portal', detail: error.message };
  }
}

/** The codes of an error and of what it was caused by, the nearest first. */
function codesOf(error: unknown): readonly string[] {
  const codes: string[] = [];
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string') codes.push(cause.code);
  }
  return codes;
}

function ownAddresses(): readonly string[] {
  return Object.values(networkInterfaces()).flatMap((list) => (list ?? []).filter(({ internal, address }) => !internal && !address.startsWith('fe80:')).map(({ address }) => address));
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

async function lookUpName(name: string): Promise<string> {
  const { signal, end } = limit();
  try {
    const stopped = new Promise<never>((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(Object.assign(new Error('no answer'), { code: 'ETIMEOUT' })));
    });
    return (await Promise.race([lookUp(name), stopped])).address;
  } finally {
    end();
  }
}

async function openConnection(host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const socket = connectTo({ host, port, timeout: WITHIN_MS });
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
    socket.once('timeout', () => socket.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })));
    socket.once('error', reject);
  });
}

function limit(): { readonly signal: AbortSignal; readonly end: () => void } {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), WITHIN_MS);
  return { signal: controller.signal, end: () => clearTimeout(timer) };
}
