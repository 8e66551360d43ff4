import type { Picture } from '../../../contract/information/item.ts';

/** Address of a picture for the screens. */
export function pictureUrl({ sha256 }: Pick<Picture, 'sha256'>): string {
  return `media://content/${sha256}`;
}

/** The picture of a step (from 1), or of the whole (0); null when it has none. */
export function pictureOf(pictures: readonly Picture[] | undefined, step: number): Picture | null {
  return pictures?.find((picture) => picture.step === step) ?? null;
}
