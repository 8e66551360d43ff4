/** The digits of what was typed; full-width ones, as a Chinese keyboard gives them, become ordinary ones. */
export function digitsOf(typed: string): string {
  return typed.normalize('NFKC').replace(/[^0-9]/g, '');
}
