import { afterEach, describe, expect, it, vi } from 'vitest';
import { electronEnvironment, electronWords } from '../../../build/run/electron-environment.mjs';
import { needsVirtualDisplay } from '../../../build/run/virtual-display.mjs';

const runtime = { name: 'carried', version: '33.2.1', folder: '/cache/electron', executable: '/cache/electron/electron' } as const;

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe('the start of Electron', () => {
  it('gives up Chromium’s sandbox for root only', () => {
    const user = vi.spyOn(process as { getuid: () => number }, 'getuid');
    user.mockReturnValue(0);
    expect(electronWords({ DISPLAY: ':0' })).toEqual(['--no-sandbox']);
    user.mockReturnValue(1000);
    expect(electronWords({ DISPLAY: ':0' })).toEqual([]);
  });

  it.runIf(process.platform === 'linux')('uses Wayland where there is nothing else', () => {
    vi.spyOn(process as { getuid: () => number }, 'getuid').mockReturnValue(1000);
    expect(electronWords({ WAYLAND_DISPLAY: 'wayland-0' })).toEqual(['--ozone-platform=wayland']);
    expect(electronWords({ WAYLAND_DISPLAY: 'wayland-0', DISPLAY: ':0' })).toEqual([]);
  });

  it('says which runtime it is and where it is shown, and never lets it be a plain Node', () => {
    vi.stubEnv('ELECTRON_RUN_AS_NODE', '1');
    const environment = electronEnvironment(runtime, ':7');
    expect(environment).toMatchObject({ ELECTRON_PATH: '/cache/electron/electron', TERMINAL_RUNTIME: 'carried', DISPLAY: ':7' });
    expect(environment).not.toHaveProperty('ELECTRON_RUN_AS_NODE');
  });
});

describe.runIf(process.platform === 'linux')('a virtual display', () => {
  it('is needed where windows have nowhere to appear', () => {
    expect(needsVirtualDisplay({})).toBe(true);
    expect(needsVirtualDisplay({ DISPLAY: '' })).toBe(true);
    expect(needsVirtualDisplay({ DISPLAY: ':0' })).toBe(false);
    expect(needsVirtualDisplay({ WAYLAND_DISPLAY: 'wayland-0' })).toBe(false);
  });
});
