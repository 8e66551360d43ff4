import { CircleCheck, FileUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RosterPreview } from '../../people/schemas.ts';
import { refusalText } from '../parts/refusal-text.ts';
import { useTask } from '../parts/use-task.ts';
import { previewFile, publishPreview } from './people-api.ts';
import { PreviewChanges } from './preview-changes.tsx';
import { RosterFaults } from './roster-faults.tsx';

/** Choose a file, look at what it changes, publish it. */
export function ImportSteps({ site, onPublished }: { readonly site: string | null; readonly onPublished: () => void }) {
  const { t } = useTranslation();
  const [preview, setPreview] = useState<{ readonly name: string; readonly changes: RosterPreview } | null>(null);
  const [done, setDone] = useState<number | null>(null);
  const { busy, refusal, run } = useTask();
  const chooser = useRef<HTMLInputElement>(null);
  const choose = (file: File | undefined) => {
    if (file === undefined) return;
    setDone(null);
    setPreview(null);
    run(
      () => previewFile(file, site),
      (changes) => setPreview({ name: file.name, changes }),
    );
  };
  const changesNothing = preview?.changes.sites.every(({ added, changed, gone }) => added.length + changed.length + gone.length === 0);
  return (
    <div className="import">
      <p className="quiet intro">{site === null ? t('people.importHint') : t('people.replaceHint')}</p>
      <input
        ref={chooser}
        type="file"
        className="chooser"
        aria-label={t('people.choose')}
        tabIndex={-1}
        accept=".xlsx,.csv,.txt"
        onChange={(event) => {
          choose(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <div className="tools">
        <button type="button" disabled={busy} onClick={() => chooser.current?.click()}>
          <FileUp aria-hidden />
          {t('people.choose')}
        </button>
        {preview !== null && <p className="quiet">{preview.name}</p>}
      </div>
      {refusal !== null && (
        <p className="note note-error" role="alert">
          {refusalText(t, refusal)}
        </p>
      )}
      {done !== null && (
        <p className="note note-done" role="status">
          <CircleCheck aria-hidden />
          {t('people.donePublished', { number: done })}
        </p>
      )}
      {preview !== null && preview.changes.faults.length > 0 && <RosterFaults preview={preview.changes} />}
      {preview !== null && preview.changes.faults.length === 0 && (
        <>
          <PreviewChanges sites={preview.changes.sites} />
          {changesNothing ? (
            <p className="note">{t('people.changesNothing')}</p>
          ) : (
            <button
              type="button"
              className="main"
              disabled={busy}
              onClick={() =>
                run(
                  () => publishPreview(preview.changes),
                  ({ published }) => {
                    setDone(published.filter(({ changed }) => changed).length);
                    setPreview(null);
                    onPublished();
                  },
                )
              }
            >
              {t('people.publish')}
            </button>
          )}
        </>
      )}
    </div>
  );
}
