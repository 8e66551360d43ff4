import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newHousehold } from '../../../build/run/household.mjs';
import { isAlive } from '../../../build/run/living.mjs';

/** Prints its process id and that of a child of its own, and ends only when it is killed. */
const PARENT = `
  const { spawn } = require('node:child_process');
  process.on('SIGTERM', () => {});
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  console.log(process.pid + ' ' + child.pid);
  setInterval(() => {}, 1000);`;

/** Notes in a file that it was asked to end, and does. */
const NOTES = `
  const { appendFileSync } = require('node:fs');
  const [file, name] = process.argv.slice(1);
  process.on('SIGTERM', () => { appendFileSync(file, name + ' '); process.exit(0); });
  setInterval(() => {}, 1000);
  console.log('ready');`;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'household-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a household', () => {
  it('tells how a member ended, and keeps what it printed in its log', async () => {
    const household = await newHousehold();
    const log = join(folder, 'logs', 'member.log');
    const member = await household.begin('The member', process.execPath, ['-e', 'console.log("out"); console.error("err"); process.exit(7)'], { log });
    expect(await member.ended).toEqual({ code: 7, signal: null });
    expect(readFileSync(log, 'utf8').trim().split('\n').sort()).toEqual(['err', 'out']);
    await household.end();
  });

  it('refuses a member that cannot be begun, and any member after its end', async () => {
    const household = await newHousehold();
    await expect(household.begin('Nobody', join(folder, 'missing'), [])).rejects.toThrow(/ENOENT/);
    await household.end();
    await expect(household.begin('Late', process.execPath, ['--version'])).rejects.toThrow(/after the end/);
  });

  it('ends its members the last begun first, each when the one before it is gone', async () => {
    const household = await newHousehold();
    const file = join(folder, 'ended');
    for (const name of ['first', 'second', 'third']) {
      const member = await household.begin(name, process.execPath, ['-e', NOTES, file, name], { output: true });
      await firstLine(member.process);
    }
    await household.end();
    expect(readFileSync(file, 'utf8')).toBe('third second first ');
  });

  it('leaves nobody behind when the process that began it is killed', async () => {
    const owner = spawn(process.execPath, ['--input-type=module', '-e', ownerOf(PARENT)], { stdio: ['ignore', 'pipe', 'inherit'] });
    const pids = (await firstLine(owner)).split(' ').map(Number);
    expect(pids.map((pid) => isAlive(pid))).toEqual([true, true]);
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    // The members ignore what is said to them, so that the caretaker has to lose its patience first.
    const deadline = Date.now() + 20_000;
    while (pids.some((pid) => isAlive(pid)) && Date.now() < deadline) await wait(100);
    expect(pids.map((pid) => isAlive(pid))).toEqual([false, false]);
  });
});

/** A program that begins another one, passes on the first line that it prints, and stays. */
function ownerOf(program: string): string {
  const url = new URL('../../../build/run/household.mjs', import.meta.url).href;
  return `
    import { newHousehold } from ${JSON.stringify(url)};
    const household = await newHousehold({ patienceMs: 1000 });
    const member = await household.begin('member', process.execPath, ['-e', ${JSON.stringify(program)}], { output: true });
    member.process.stdout.pipe(process.stdout);`;
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('its output is not read');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return line;
}
