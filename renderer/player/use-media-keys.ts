import { useEffect, useRef } from 'react';

/** What one press changes the volume by. */
export const VOLUME_STEP = 0.1;

export interface MediaKeys {
  readonly toggle: () => void;
  readonly pause: () => void;
  readonly play: () => void;
  readonly jumpBy: (seconds: number) => void;
  readonly next: () => void;
  /** From the first second. */
  readonly begin: () => void;
  /** By this share of the whole, 0 to 1; less for a negative one. */
  readonly louder: (by: number) => void;
  /** The next language, or none. */
  readonly subtitles: () => void;
}

/**
 * The media keys of keyboards and remotes. Chromium takes them before the page where the system lets it, and hands them
 * on as actions of the media session; elsewhere they arrive as ordinary keys, see `mediaKey`.
 */
export function useMediaKeys(keys: MediaKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const session = navigator.mediaSession;
    const actions: Partial<Record<MediaSessionAction, () => void>> = {
      play: () => latest.current.play(),
      pause: () => latest.current.pause(),
      seekbackward: () => latest.current.jumpBy(-10),
      seekforward: () => latest.current.jumpBy(10),
      nexttrack: () => latest.current.next(),
      previoustrack: () => latest.current.begin(),
    };
    const names = Object.keys(actions) as MediaSessionAction[];
    for (const name of names) session.setActionHandler(name, actions[name] ?? null);
    return () => {
      for (const name of names) session.setActionHandler(name, null);
    };
  }, []);
}

/** Does what a media key says; false for any other key. */
export function mediaKey(key: string, keys: MediaKeys): boolean {
  switch (key) {
    case 'MediaPlayPause':
      keys.toggle();
      return true;
    case 'MediaPlay':
      keys.play();
      return true;
    case 'MediaPause':
    case 'MediaStop':
      keys.pause();
      return true;
    case 'MediaRewind':
      keys.jumpBy(-10);
      return true;
    case 'MediaFastForward':
      keys.jumpBy(10);
      return true;
    case 'MediaTrackNext':
      keys.next();
      return true;
    case 'MediaTrackPrevious':
      keys.begin();
      return true;
    case 'AudioVolumeUp':
    case '+':
      keys.louder(VOLUME_STEP);
      return true;
    case 'AudioVolumeDown':
    case '-':
      keys.louder(-VOLUME_STEP);
      return true;
    case 'ClosedCaptionToggle':
    case 'Subtitle':
      keys.subtitles();
      return true;
    default:
      return false;
  }
}
