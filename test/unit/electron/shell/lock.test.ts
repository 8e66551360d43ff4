import { describe, expect, it } from 'vitest';
import { leavesTheScreens } from '../../../../electron/shell/keys.ts';
import { isGranted, permissions } from '../../../../electron/shell/permissions.ts';
import { recoveryAfter } from '../../../../electron/shell/recovery.ts';

const press = (key: string, ...held: readonly ('control' | 'alt' | 'meta')[]): Parameters<typeof leavesTheScreens>[0] => ({
  key,
  control: held.includes('control'),
  alt: held.includes('alt'),
  meta: held.includes('meta'),
});

describe('keys', () => {
  it('reach the screens when one types, edits text and walks', () => {
    const wanted = [
      press('a'), press('7'), press('马'), press('Enter'), press('Escape'), press('ArrowLeft'), press('Tab'), press('GoBack'), press('BrowserBack'), press('MediaPlayPause'),
      press('c', 'control'), press('V', 'control'), press('Control', 'control'), press('Alt', 'alt'), press('@', 'control', 'alt'), press('€', 'control', 'alt'),
    ];
    expect(wanted.filter(leavesTheScreens)).toEqual([]);
  });

  it('do not when they would lead away, whatever else is held', () => {
    const refused = [
      press('p', 'control'), press('P', 'control'), press('w', 'control'), press('Tab', 'control'), press('Escape', 'control'), press('Delete', 'control', 'alt'), press('t', 'control', 'alt'),
      press('F4', 'alt'), press('Tab', 'alt'), press(' ', 'alt'), press('ArrowLeft', 'alt'), press('d', 'meta'), press('l', 'meta'), press('c', 'meta'),
      press('F1'), press('F11'), press('F12'), press('F24'), press('BrowserHome'), press('LaunchMail'), press('ContextMenu'), press('PrintScreen'), press('ZoomIn'),
    ];
    expect(refused.filter((key) => !leavesTheScreens(key))).toEqual([]);
  });
});

describe('permissions', () => {
  const quiet = { photographing: false };
  it('are refused unless the table grants them, also those that it does not know', () => {
    const granted = Object.keys(permissions).filter((name) => isGranted(name, { media: [] }, quiet));
    expect(granted.toSorted()).toEqual(['fullscreen', 'speaker-selection']);
    for (const unknown of ['', 'constructor', '__proto__', 'toString', 'something-new']) expect(isGranted(unknown, { media: [] }, { photographing: true })).toBe(false);
    expect(Object.values(permissions).every(({ reason }) => reason.length > 10)).toBe(true);
  });

  it('let the camera be used only while a group viewing is photographed, and never the microphone', () => {
    expect(isGranted('media', { media: ['video'] }, quiet)).toBe(false);
    expect(isGranted('media', { media: ['video'] }, { photographing: true })).toBe(true);
    expect(isGranted('media', { media: ['video', 'audio'] }, { photographing: true })).toBe(false);
    expect(isGranted('media', { media: ['audio'] }, { photographing: true })).toBe(false);
  });
});

describe('screens that break off', () => {
  it('come back where they were, then at home, then with the whole program', () => {
    expect(recoveryAfter([1000], 1000)).toBe('same-screen');
    expect(recoveryAfter([1000, 20_000], 20_000)).toBe('home');
    expect(recoveryAfter([1000, 20_000, 30_000, 40_000], 40_000)).toBe('restart');
    expect(recoveryAfter([1000, 200_000], 200_000)).toBe('same-screen');
  });
});
