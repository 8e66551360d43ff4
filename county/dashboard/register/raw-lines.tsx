import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RawLine } from '../../reports/register-list-schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { timeText } from '../parts/times.ts';
import { WideTable } from '../parts/wide-table.tsx';
import { RecordedTime } from '../records/recorded-time.tsx';
import { runsOf } from './line-runs.ts';
import { linesAddress } from './register-address.ts';

interface RawLinesProps {
  readonly journal: string;
  readonly lines: readonly RawLine[];
  /** Many lines of one type in a row stand as one until they are wanted: an evening of films has hundreds of “played”. */
  readonly folded?: boolean;
}

/** Lines of a journal as they came: the number leads to the line among its neighbours. */
export function RawLines({ journal, lines, folded = false }: RawLinesProps) {
  const { t } = useTranslation();
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set());
  const runs = folded ? runsOf(lines) : lines.map((line) => [line]);
  return (
    <WideTable label={t('register.lines')} className="raw-lines">
      <thead>
        <tr>
          <th scope="col" className="number">
            {t('register.line')}
          </th>
          <th scope="col">{t('register.recordedAt')}</th>
          <th scope="col">{t('register.receivedAt')}</th>
          <th scope="col">{t('register.event')}</th>
        </tr>
      </thead>
      <tbody>
        {runs.flatMap((run) => {
          const [first, last] = [run[0], run.at(-1)];
          if (first === undefined || last === undefined) return [];
          if (run.length === 1 || unfolded.has(first.seq)) return run.map((line) => <Line key={`${line.seq} ${line.hash}`} journal={journal} line={line} />);
          return [
            <tr key={`${first.seq} …`}>
              <td className="number">{`${first.seq} – ${last.seq}`}</td>
              <td colSpan={2}>
                <button type="button" className="link plain" onClick={() => setUnfolded(new Set([...unfolded, first.seq]))}>
                  {t('register.unfold', { number: run.length })}
                </button>
              </td>
              <td>
                <code>{first.type ?? first.fault ?? '?'}</code>
              </td>
            </tr>,
          ];
        })}
      </tbody>
    </WideTable>
  );
}

function Line({ journal, line: { seq, time, receivedAt, type, fault, text } }: { readonly journal: string; readonly line: RawLine }) {
  const language = useLanguage();
  return (
    <tr id={`line-${seq}`}>
      <td className="number">
        <a href={linesAddress(journal, seq - 5)}>{seq}</a>
      </td>
      <td>{time === null ? '' : <RecordedTime time={time} />}</td>
      <td className="quiet">{timeText(receivedAt, language)}</td>
      <td>
        <details>
          <summary>
            <code>{type ?? fault ?? '?'}</code>
          </summary>
          <code className="code">{text}</code>
        </details>
      </td>
    </tr>
  );
}
