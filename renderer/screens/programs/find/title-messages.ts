import type { LocalizedText } from '../../../../contract/text.ts';

/** To the worker: what is to be searched from now on, or what is sought in it. */
export type TitleQuestion =
  | { readonly kind: 'titles'; readonly turn: number; readonly titles: readonly LocalizedText[] }
  | { readonly kind: 'find'; readonly turn: number; readonly query: string };

/** From the worker: places of what was found, in the order in which they are to be shown. Comes again when more initials are known. */
export interface TitleAnswer {
  readonly turn: number;
  readonly query: string;
  readonly places: Uint32Array;
}
