import type { GroupViewing } from '../../contract/viewing/group-viewing.ts';
import type { SelfViewing } from '../../contract/viewing/self-viewing.ts';
import type { PlayedSegments } from '../../contract/viewing/played-segments.ts';
import { flags } from './flag-names.ts';
import type { Flag } from './flag-names.ts';
import { playableSeconds } from './pace.ts';
import type { Pace } from './pace.ts';

/** A film may run this much longer than the county measured. */
const LENGTH_TOLERANCE_SECONDS = 5;

export function groupFlags(state: GroupViewing, pace: Pace): readonly Flag[] {
  const lengths = new Map(state.opened?.value.programs.map(({ program, lengthSeconds }) => [String(program), lengthSeconds]));
  const played = Object.entries(state.played);
  return which({
    'played-too-fast': playableSeconds(pace) !== null,
    'played-after-end': state.ended !== null && state.last !== null && state.last.seq > state.ended.seq,
    'played-beyond-film': played.some(([program, segments]) => isBeyond(segments, lengths.get(program))),
    'played-not-chosen': state.opened !== null && played.some(([program]) => !lengths.has(program)),
  });
}

export function selfFlags(state: SelfViewing, pace: Pace): readonly Flag[] {
  return which({
    'played-too-fast': playableSeconds(pace) !== null,
    'played-after-end': state.ended !== null && state.last !== null && state.last.seq > state.ended.seq,
    'played-beyond-film': isBeyond(state.played, state.started?.program.lengthSeconds),
    'played-not-chosen': false,
  });
}

function isBeyond(segments: PlayedSegments, lengthSeconds: number | undefined): boolean {
  const end = segments.at(-1)?.[1];
  return end !== undefined && lengthSeconds !== undefined && end > lengthSeconds + LENGTH_TOLERANCE_SECONDS;
}

function which(raised: Readonly<Record<Flag, boolean>>): readonly Flag[] {
  return flags.filter((flag) => raised[flag]);
}

/** Of what was played, what counts: no more than can have been played in the time that passed. */
export function creditedSeconds(playedSeconds: number, pace: Pace): number {
  return Math.min(playedSeconds, playableSeconds(pace) ?? Infinity);
}
