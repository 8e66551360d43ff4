import { useTranslation } from 'react-i18next';
import type { InformationKind } from '../../../contract/information/item.ts';
import type { HistoryEntryAnswer } from '../../information/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { timeText } from '../parts/times.ts';
import { fieldLabel } from './column-label.ts';

/** Who changed what, and when. */
export function ItemHistory({ kind, entries }: { readonly kind: InformationKind; readonly entries: readonly HistoryEntryAnswer[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (entries.length === 0) return null;
  return (
    <details className="information-history">
      <summary>{t('information.history', { number: entries.length })}</summary>
      <ol>
        {entries.map((entry, at) => (
          <li key={at}>
            <p>
              <time dateTime={entry.at}>{timeText(entry.at, language)}</time> · {entry.by === '' ? t('information.commandLine') : entry.by} · {t(`information.action.${entry.action}`)}
            </p>
            {entry.changes !== null && entry.changes.length > 0 && (
              <dl>
                {entry.changes.map(({ field, before, after }) => (
                  <div key={field}>
                    <dt>{fieldLabel(field, kind, language)}</dt>
                    <dd>
                      <del>{shown(before)}</del> <ins>{shown(after)}</ins>
                    </dd>
                  </div>
                ))}
              </dl>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}

const MOST_SHOWN = 300;

/** A value of an item as a line of text. */
function shown(value: unknown): string {
  const text = lineOf(value);
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}

function lineOf(value: unknown): string {
  if (value === undefined || value === null) return '—';
  if (Array.isArray(value)) return value.length === 0 ? '—' : value.map(lineOf).join('；');
  if (typeof value === 'object') return Object.values(value).map(lineOf).join(' ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
