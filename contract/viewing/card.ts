import { cardNumberSchema } from '../usage/copies.ts';
import type { CardNumber } from '../usage/copies.ts';

/**
 * What a reader typed, without the marks that some readers put around it (`*123#`, `;123?`), in half-width capitals. Null
 * for what no card says.
 */
export function cardNumberOf(typed: string): CardNumber | null {
  const bare = typed.normalize('NFKC').toUpperCase().replace(/[^0-9A-Z]/g, '');
  const parsed = cardNumberSchema.safeParse(bare);
  return parsed.success ? parsed.data : null;
}

/**
 * The member's number that was meant: as typed, or with leading zeros added or left out when only one number is the same
 * but for them. What fits nobody is returned as typed.
 */
export function meantNumber(numbers: readonly string[], typed: string): string {
  if (numbers.includes(typed)) return typed;
  const bare = withoutZeros(typed);
  const alike = numbers.filter((number) => withoutZeros(number) === bare);
  return (alike.length === 1 ? alike[0] : undefined) ?? typed;
}

/** The number without zeros before it; one zero of nothing but zeros stays. */
export function withoutZeros(number: string): string {
  return number.replace(/^0+(?=.)/, '');
}
