/** Ten digits in groups, as one reads them over the telephone: `123 456 78 90` would be lost count of, `123 456 7890` is not. */
export function readableChallenge(digits: string): string {
  return [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)].join(' ');
}
