import type { DownloadRules } from '../../../../contract/ipc/topics.ts';

/** Limits that fit lines of 0.5 to 2 Mbit/s, in bytes a second; null: as fast as the line gives. */
export const RATE_STEPS: readonly (number | null)[] = [null, 128 * 1024, 64 * 1024, 32 * 1024];

/** The limits to choose from: the usual ones, and the present one when it is none of them. */
export function ratesToChoose(current: number | null): readonly (number | null)[] {
  return RATE_STEPS.includes(current) ? RATE_STEPS : [...RATE_STEPS, current];
}

export const USUAL_NIGHT = { from: '22:00', to: '06:00' } as const;

type Night = NonNullable<DownloadRules['night']>;

/** Moves one end of the night by whole hours, round the clock; it never becomes as long as nothing. */
export function moved(night: Night, end: keyof Night, hours: 1 | -1): Night {
  const next = { ...night, [end]: shifted(night[end], hours) };
  return next.from === next.to ? { ...next, [end]: shifted(next[end], hours) } : next;
}

function shifted(time: string, hours: number): string {
  const [hour = '0', minute = '00'] = time.split(':');
  return `${String((Number(hour) + hours + 24) % 24).padStart(2, '0')}:${minute}`;
}
