import type { RegisterEntry } from '../../reports/register-list-schemas.ts';

/** Which stretches of a film were really played, from its beginning to its end. The words beside it say how much. */
export function PlayedBar({ lengthSeconds, segments }: Pick<RegisterEntry['programs'][number], 'lengthSeconds' | 'segments'>) {
  return (
    <svg className="played-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden>
      <rect className="played-all" width="100" height="4" />
      {segments.map(([from, to]) => (
        <rect key={from} x={(Math.min(from, lengthSeconds) / lengthSeconds) * 100} width={(Math.max(0, Math.min(to, lengthSeconds) - Math.min(from, lengthSeconds)) / lengthSeconds) * 100} height="4" />
      ))}
    </svg>
  );
}
