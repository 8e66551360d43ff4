import { useState } from 'react';
import type { Language } from '../../contract/text.ts';

export const subtitleSizes = ['normal', 'large', 'largest'] as const;
export type SubtitleSize = (typeof subtitleSizes)[number];

/** What was chosen last holds for the next film too, as long as the program runs. */
let kept: SubtitleSize = 'normal';

/** How large subtitles are drawn. */
export function useSubtitleSize(): [SubtitleSize, (size: SubtitleSize) => void] {
  const [size, setSize] = useState(kept);
  return [
    size,
    (next) => {
      kept = next;
      setSize(next);
    },
  ];
}

/** The value after this one, and after the last the first; a value that is not among them leads to the first. */
export function following<T>(values: readonly T[], value: T): T | undefined {
  return values[(values.indexOf(value) + 1) % values.length];
}

/** The language after this one among those there are, off standing before the first. */
export function nextSubtitles(language: Language | null, languages: readonly Language[]): Language | null {
  return following([null, ...languages], language) ?? null;
}
