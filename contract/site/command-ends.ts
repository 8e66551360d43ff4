/**
 * How a command ended well. `begun`: it goes on by itself (a download was put first, an update or a restart follows);
 * `already-so`: there was nothing to do; `sent`: the file is at the county.
 */
export const commandOutcomes = ['begun', 'already-so', 'sent'] as const;
export type CommandOutcome = (typeof commandOutcomes)[number];

/** Why a terminal did not do what it was asked. `viewing-open`: nothing disturbs people who are watching. */
export const commandRefusals = ['expired', 'unknown-command', 'unknown-issue', 'viewing-open', 'no-room', 'not-possible', 'failed'] as const;
export type CommandRefusal = (typeof commandRefusals)[number];
