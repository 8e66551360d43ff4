import { PenLine } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Report } from '../../monthly/schemas.ts';
import { refusalText } from '../parts/refusal-text.ts';
import { useTask } from '../parts/use-task.ts';
import { reopenReport, saveRemarks, signReport } from './monthly-api.ts';

interface ReportActionsProps {
  readonly report: Report;
  readonly onChanged: (report: Report | null) => void;
  /** More has arrived than is shown. */
  readonly onStale: () => void;
}

/** The remarks, and the signature. */
export function ReportActions({ report, onChanged, onStale }: ReportActionsProps) {
  const { t } = useTranslation();
  const [remarks, setRemarks] = useState(report.remarks);
  const [sure, setSure] = useState(false);
  const { busy, refusal, run } = useTask();
  const isStale = refusal?.kind === 'refused' && refusal.code === 'changed-meanwhile';
  const done = (changed: Report) => {
    setSure(false);
    onChanged(changed);
  };
  const refused = refusal !== null && (
    <p className="note note-error" role="alert">
      {refusalText(t, refusal)}
      {isStale && (
        <button
          type="button"
          onClick={() => {
            onChanged(null);
            onStale();
          }}
        >
          {t('monthly.lookAgain')}
        </button>
      )}
    </p>
  );
  if (report.signed !== null) {
    return (
      <section className="actions-of-report">
        {report.remarks !== '' && (
          <>
            <h2>{t('monthly.remarks')}</h2>
            <p className="remarks">{report.remarks}</p>
          </>
        )}
        {refused}
        {report.may.reopen && (
          <div className="tools">
            <button type="button" className="plain" disabled={busy} onClick={() => (sure ? run(() => reopenReport(report), done) : setSure(true))}>
              {sure ? t('monthly.reopenSure') : t('monthly.reopen')}
            </button>
          </div>
        )}
      </section>
    );
  }
  return (
    <section className="actions-of-report">
      <h2>{t('monthly.remarks')}</h2>
      <textarea aria-label={t('monthly.remarks')} rows={4} maxLength={5000} value={remarks} readOnly={!report.may.write} onChange={(event) => setRemarks(event.target.value)} />
      {refused}
      <div className="tools">
        <button type="button" disabled={busy || remarks === report.remarks} onClick={() => run(() => saveRemarks(report, remarks), done)}>
          {t('monthly.saveRemarks')}
        </button>
        {report.unfinished ? (
          <p className="quiet">{t('monthly.unfinished')}</p>
        ) : (
          <button
            type="button"
            className="main"
            disabled={busy || remarks !== report.remarks}
            onClick={() => (sure ? run(() => signReport(report, report.digest), done) : setSure(true))}
          >
            <PenLine aria-hidden />
            {sure ? t('monthly.signSure') : t('monthly.sign')}
          </button>
        )}
      </div>
    </section>
  );
}
