import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newHousehold } from '../../../build/run/household.mjs';
import { beginVirtualDisplay, hasVirtualDisplay } from '../../../build/run/virtual-display.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'display-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

// A machine with a display of its own need not have the means to make others.
describe.runIf(await hasVirtualDisplay())('virtual displays', () => {
  it('take windows as soon as they are there, each at a number of its own, until their household ends', async () => {
    const household = await newHousehold();
    const first = await beginVirtualDisplay(household, join(folder, 'first.log'));
    const second = await beginVirtualDisplay(household, join(folder, 'second.log'));
    expect(first.display).toMatch(/^:\d+$/);
    expect(second.display).not.toBe(first.display);
    await takesConnection(first.display);
    await takesConnection(second.display);
    await household.end();
    await expect(takesConnection(first.display)).rejects.toThrow(/ENOENT|ECONNREFUSED/);
    expect(await first.ended).toEqual({ code: 0, signal: null });
  });
});

async function takesConnection(display: string): Promise<void> {
  const socket = connect(`/tmp/.X11-unix/X${display.slice(1)}`);
  await once(socket, 'connect');
  socket.destroy();
}
