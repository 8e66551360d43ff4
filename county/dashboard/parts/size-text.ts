const units = ['KB', 'MB', 'GB'] as const;

/** `12.3 MB`, the same in both languages. */
export function sizeText(bytes: number): string {
  let value = bytes / 1024;
  let unit: (typeof units)[number] = 'KB';
  for (const next of units.slice(1)) {
    if (value < 1000) break;
    value /= 1024;
    unit = next;
  }
  return `${value.toFixed(value < 10 && unit !== 'KB' ? 1 : 0)} ${unit}`;
}
