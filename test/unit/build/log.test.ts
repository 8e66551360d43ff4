import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeEnding, printed } from '../../../build/run/log.mjs';

let folder = '';
let log = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-'));
  log = join(folder, 'program.log');
  writeFileSync(log, 'first line\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the log of a program', () => {
  it('tells when a text has been printed, before or after one asks', async () => {
    const never = new AbortController().signal;
    await printed(log, 'first line', never);
    const later = printed(log, 'second line', never);
    appendFileSync(log, 'second ');
    appendFileSync(log, 'line\n');
    await later;
  });

  it('is no longer waited for when the program has ended', async () => {
    const over = new AbortController();
    const waiting = printed(log, 'never printed', over.signal);
    over.abort();
    await expect(waiting).rejects.toThrow(/abort/i);
  });

  it('is shown with how the program ended, without what says nothing', () => {
    appendFileSync(log, '[1:1/2:ERROR:bus.cc(407)] Failed to connect to the bus\nout of memory\n');
    expect(describeEnding('The terminal', { code: 7, signal: null }, log)).toBe(
      `The terminal ended with exit code 7. The end of ${log}:\nfirst line\nout of memory`,
    );
    expect(describeEnding('The terminal', { code: null, signal: 'SIGKILL' }, log)).toContain('ended by SIGKILL');
  });
});
