import { pinyin } from 'pinyin-pro';

/** The initials of a title's pinyin in lower case, with its digits and Latin letters as they are: 5G 种植 → `5gzz`. */
export function titleInitials(title: string): string {
  return pinyin(title.normalize('NFKC'), { type: 'array', pattern: 'first', toneType: 'none', nonZh: 'consecutive' })
    .join('')
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
}
