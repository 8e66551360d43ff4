import type { InvalidReason } from '../../contract/viewing/validity.ts';

/** Why a group viewing, or a self-viewing, may not count: a column of daily figures each, and a choice of the register's. */
export const groupReasons = ['not-started', 'not-ended', 'abandoned', 'played-too-little', 'nobody-attended', 'incomplete-record'] as const satisfies readonly InvalidReason[];
export const selfReasons = ['played-too-little', 'incomplete-record'] as const satisfies readonly InvalidReason[];
