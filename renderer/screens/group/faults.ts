import type { InvalidReason } from '../../../contract/viewing/validity.ts';

/** What would still stand against a viewing once it is ended. */
export function faultsIfEnded(faults: readonly InvalidReason[]): readonly InvalidReason[] {
  return faults.filter((fault) => fault !== 'not-ended');
}
