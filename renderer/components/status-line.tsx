import { CloudCheck, CloudUpload, HardDrive, Wifi, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/use-format.ts';
import { useTopic } from '../state/use-topic.ts';
import './status-line.css';

/** The quiet line: how the line to the county is, and what the county has of the records. */
export function StatusLine(): ReactNode {
  const { t } = useTranslation('common');
  const format = useFormat();
  const { line, journal } = useTopic('status');
  const waiting = journal.last - journal.confirmed;
  const tone = line === 'online' || line === 'unknown' ? line : 'offline';
  const LineIcon = tone === 'offline' ? WifiOff : Wifi;
  const RecordIcon = waiting === 0 ? CloudCheck : CloudUpload;
  return (
    <p className="status-line">
      <span className={`status-line__part status-line__part--${tone}`}>
        <LineIcon aria-hidden />
        {t(`status.line.${line}`)}
      </span>
      <span className="status-line__part">
        <RecordIcon aria-hidden />
        {t('status.confirmed', { count: journal.confirmed, number: format.number(journal.confirmed) })}
        {waiting > 0 && <>{t('status.waiting', { count: waiting, number: format.number(waiting) })}</>}
      </span>
      {journal.waitingForDisk > 0 && (
        <span className="status-line__part status-line__part--waiting">
          <HardDrive aria-hidden />
          {t('status.waitingForDisk', { count: journal.waitingForDisk, number: format.number(journal.waitingForDisk) })}
        </span>
      )}
    </p>
  );
}
