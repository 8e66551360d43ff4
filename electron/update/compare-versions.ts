/** Negative when `a` is the older version, positive when it is the newer one. A trial (`1.2.0-rc.1`) comes before what it tries. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [parse(a), parse(b)];
  for (let index = 0; index < 3; index += 1) {
    const difference = (left.numbers[index] ?? 0) - (right.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  if (left.trial === null || right.trial === null) return Number(left.trial === null) - Number(right.trial === null);
  return left.trial.localeCompare(right.trial, 'en', { numeric: true });
}

function parse(version: string): { readonly numbers: readonly number[]; readonly trial: string | null } {
  const [numbers = '', trial] = version.split(/-(.*)/s);
  return { numbers: numbers.split('.').map(Number), trial: trial ?? null };
}
