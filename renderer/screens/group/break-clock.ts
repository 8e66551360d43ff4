import type { GroupView } from '../../../contract/ipc/topics.ts';

/** What a break's clock shows, as `mm:ss`: what is left of it, or how long an open-ended one has lasted. `over`: its time is up. */
export function breakClock({ since, minutes }: NonNullable<GroupView['break']>, now: Date): { readonly text: string; readonly over: boolean } {
  // A clock that was set back meanwhile must not show a break that has yet to begin.
  const passed = Math.max(0, Math.floor((now.getTime() - Date.parse(since)) / 1000));
  const left = minutes === null ? null : Math.max(0, minutes * 60 - passed);
  const seconds = left ?? passed;
  return { text: `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`, over: left === 0 };
}
