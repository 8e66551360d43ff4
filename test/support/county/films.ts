import { fileURLToPath } from 'node:url';

/** A film of `test/fixtures/films`. */
export function film(name: 'plays' | 'index-last' | 'silent' | 'vp9-opus' | 'av1' | 'ten-bit' | 'ac3-sound' | 'fragmented' | 'hevc' | 'mp3-sound' | 'four-four-four'): string {
  return fileURLToPath(new URL(`../../fixtures/films/${name}.mp4`, import.meta.url));
}
