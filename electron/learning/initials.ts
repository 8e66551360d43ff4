import { pinyin } from 'pinyin-pro';

/**
 * The initials by which a member is found in the check-in, in upper case: 王秀英 → `WXY`. A name's first characters are
 * read as a surname (单 → S, 曾 → Z). Words in Latin letters give their first letter, everything else nothing.
 */
export function nameInitials(name: string): string {
  return pinyin(name.normalize('NFKC'), { type: 'array', pattern: 'first', toneType: 'none', surname: 'head', nonZh: 'consecutive' })
    .flatMap((part) => part.split(/[^\p{L}]+/u))
    .map((word) => word.normalize('NFD').charAt(0).toUpperCase())
    .filter((letter) => /^[A-Z]$/.test(letter))
    .join('');
}
