import { sizeText } from '../parts/size-text.ts';

interface ProgressBarProps {
  readonly label: string;
  readonly doneBytes: number;
  readonly totalBytes: number;
  /** What is under way, or why it waits. */
  readonly detail: string;
}

/** How far something is, in bytes: never full before the last one. */
export function ProgressBar({ label, doneBytes, totalBytes, detail }: ProgressBarProps) {
  const share = totalBytes === 0 ? 0 : Math.floor((doneBytes / totalBytes) * 100);
  return (
    <div className="progress">
      <p>
        <strong>{label}</strong> <span className="progress-share">{share} %</span>
      </p>
      <progress max={Math.max(1, totalBytes)} value={doneBytes} aria-label={label} />
      <p className="quiet">
        {sizeText(doneBytes)} / {sizeText(totalBytes)} · <span role="status">{detail}</span>
      </p>
    </div>
  );
}
