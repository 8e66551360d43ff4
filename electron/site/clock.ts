import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';

/** The terminal's idea of time. The wall may be wrong and may jump; time since boot only ever grows. */
export interface Clock {
  /** Wall time, ISO 8601 with milliseconds and the local offset. */
  readonly wall: () => string;
  /** Milliseconds since the boot that `boot` names. */
  readonly uptimeMs: () => number;
  /** Names one boot of the machine, or one start of the program where the system does not tell its boots apart. */
  readonly boot: string;
}

/** The machine's clock. On Linux a restart of the program stays within the same boot. */
export function systemClock(): Clock {
  const boot = linuxBootId();
  const startedMs = performance.now();
  return {
    wall: wallTimeNow(),
    uptimeMs: boot === null ? () => Math.round(performance.now() - startedMs) : linuxUptimeMs(),
    boot: boot ?? randomUUID(),
  };
}

/** A date as ISO 8601 with the local offset, so that its first ten characters are the day at the site. */
export function wallTime(date: Date): string {
  const offsetMinutes = -date.getTimezoneOffset();
  const local = new Date(date.getTime() + offsetMinutes * 60_000).toISOString().slice(0, -1);
  const sign = offsetMinutes < 0 ? '-' : '+';
  const [hours, minutes] = [Math.floor(Math.abs(offsetMinutes) / 60), Math.abs(offsetMinutes) % 60];
  return `${local}${sign}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

/** The present wall time. All but the seconds is put together once a minute: the zone's offset changes at full minutes only. */
function wallTimeNow(): () => string {
  let [minute, before, after] = [NaN, '', ''];
  return () => {
    const nowMs = Date.now();
    const nowMinute = Math.floor(nowMs / 60_000);
    if (nowMinute !== minute) {
      const text = wallTime(new Date(nowMinute * 60_000));
      [minute, before, after] = [nowMinute, text.slice(0, -'00.000+00:00'.length), text.slice(-'+00:00'.length)];
    }
    const milliseconds = String(100_000 + nowMs - nowMinute * 60_000); // Of the minute, with zeros in front.
    return `${before}${milliseconds.slice(1, 3)}.${milliseconds.slice(3)}${after}`;
  };
}

/**
 * Asking the system costs tens of microseconds and answers in hundredths of a second. So it is asked once a second, to
 * catch up with a time of sleep, and in between the program's own timer counts on.
 */
function linuxUptimeMs(): () => number {
  let [askedMs, answerMs, lastMs] = [-Infinity, 0, 0];
  return () => {
    const nowMs = performance.now();
    if (nowMs - askedMs >= 1000) [askedMs, answerMs] = [nowMs, uptime() * 1000];
    lastMs = Math.max(lastMs, Math.round(answerMs + nowMs - askedMs));
    return lastMs;
  };
}

function linuxBootId(): string | null {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return null; // Not Linux: each start of the program counts as a boot of its own.
  }
}
