/** Whether a policy is in force on a day; days are `2026-11-20` and compare as text. */
export function policyState(validFrom: string, validTo: string | null, today: string): 'coming' | 'in-force' | 'over' {
  if (today < validFrom) return 'coming';
  return validTo !== null && today > validTo ? 'over' : 'in-force';
}

/** The local calendar day of a moment. */
export function localDay(now: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
