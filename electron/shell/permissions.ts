import type { Session } from 'electron';

/** Every permission that this Electron knows; a new one does not compile until a line below decides about it. */
export type Permission = Parameters<NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>>[1];

/** What a rule may ask about the present moment. */
export interface Moment {
  /** A group viewing plays, and those present have agreed that it is photographed. */
  readonly photographing: boolean;
}

/** What is asked for, besides the permission's name. */
export interface Asked {
  /** For `media`: what is to be heard or seen. Empty where Chromium does not say. */
  readonly media: readonly string[];
}

interface Rule {
  /** Why it is granted at all, or what would happen if it were. */
  readonly reason: string;
  /** Never, unless this says so. */
  readonly granted?: (asked: Asked, now: Moment) => boolean;
}

const always = (): boolean => true;

/** Deny by default: what has no `granted` is refused, and so is a permission that is not named here at all. */
export const permissions: Readonly<Record<Permission, Rule>> = {
  fullscreen: { reason: 'the player fills the window', granted: always },
  'speaker-selection': { reason: 'sound goes to the hall’s loudspeakers', granted: always },
  media: {
    reason: 'the picture of who attends a group viewing; never sound',
    granted: ({ media }, { photographing }) => photographing && media.every((kind) => kind === 'video'),
  },
  ar: { reason: 'no screen looks through a headset' },
  'automatic-fullscreen': { reason: 'the window fills the screen already' },
  'background-fetch': { reason: 'the screens have no network' },
  'background-sync': { reason: 'the screens have no network' },
  'captured-surface-control': { reason: 'nothing is captured' },
  'clipboard-read': { reason: 'what others copied is not ours to read' },
  'clipboard-sanitized-write': { reason: 'nothing is copied out of the screens' },
  'deprecated-sync-clipboard-read': { reason: 'what others copied is not ours to read' },
  'display-capture': { reason: 'the main process takes its own picture of the screen' },
  fileSystem: { reason: 'the screens name no files; sticks are carried by the main process' },
  geolocation: { reason: 'the county knows where its sites are' },
  'geolocation-approximate': { reason: 'the county knows where its sites are' },
  'hand-tracking': { reason: 'no screen looks through a headset' },
  hid: { reason: 'remote controls and card readers arrive as keyboards' },
  'idle-detection': { reason: 'whether somebody is there is seen from the keys pressed here' },
  keyboardLock: { reason: 'Escape must always lead back' },
  'local-fonts': { reason: 'fonts ship with the screens' },
  'local-network': { reason: 'the screens have no network' },
  'local-network-access': { reason: 'the screens have no network' },
  'loopback-network': { reason: 'the screens have no network' },
  mediaKeySystem: { reason: 'films are not encrypted' },
  midi: { reason: 'no device is spoken to' },
  midiSysex: { reason: 'no device is spoken to' },
  nfc: { reason: 'card readers arrive as keyboards' },
  notifications: { reason: 'the system’s notices would cover the film' },
  openExternal: { reason: 'nothing opens another program' },
  'payment-handler': { reason: 'nothing is paid' },
  'periodic-background-sync': { reason: 'the screens have no network' },
  'persistent-storage': { reason: 'the screens hold no truth' },
  pointerLock: { reason: 'the pointer must stay free' },
  'screen-wake-lock': { reason: 'the main process keeps the screen on while something plays' },
  sensors: { reason: 'no screen measures anything' },
  serial: { reason: 'no device is spoken to' },
  'smart-card': { reason: 'card readers arrive as keyboards' },
  'storage-access': { reason: 'there is no other site' },
  'system-wake-lock': { reason: 'the main process keeps the screen on while something plays' },
  'top-level-storage-access': { reason: 'there is no other site' },
  usb: { reason: 'sticks are carried by the main process' },
  vr: { reason: 'no screen looks through a headset' },
  'web-app-installation': { reason: 'nothing is installed' },
  'web-printing': { reason: 'the main process prints' },
  'window-management': { reason: 'there is one window' },
  unknown: { reason: 'what Chromium cannot name is not granted' },
};

/** Whether a permission is granted now. `permission` comes from Chromium and may be newer than the table. */
export function isGranted(permission: string, asked: Asked, now: Moment): boolean {
  if (!Object.hasOwn(permissions, permission)) return false;
  return permissions[permission as Permission].granted?.(asked, now) ?? false;
}
