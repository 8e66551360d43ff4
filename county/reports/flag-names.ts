/** What cannot have happened as a viewing's own lines say. Others take a look at several viewings; see ../records/impossible.ts. */
export const flags = ['played-too-fast', 'played-after-end', 'played-beyond-film', 'played-not-chosen'] as const;
export type Flag = (typeof flags)[number];
