import { CircleCheck, Download, FileUp, FolderUp, RotateCw, TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ChangeEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import { useLanguage } from '../i18n/use-language.ts';
import { refusalText } from '../parts/refusal-text.ts';
import { siteName } from './site-name.ts';
import { mayTryAgain, useBringing } from './use-bringing.ts';
import type { Brought } from './use-bringing.ts';
import { zipOf } from './zip.ts';

/** Brings records from a stick to the county, and the county's receipts back to the stick. */
export function BringPage({ onSignedOut }: { readonly onSignedOut: () => void }) {
  const { t } = useTranslation();
  const { files, others, add, again, clear } = useBringing();
  const [filesInput, folderInput] = [useRef<HTMLInputElement>(null), useRef<HTMLInputElement>(null)];
  const done = files.filter(({ state }) => state.at === 'taken' || state.at === 'refused');
  const taken = files.flatMap(({ state }) => (state.at === 'taken' ? [state.taken] : []));
  const sum = (of: 'stored' | 'known' | 'faulty') => taken.reduce((total, one) => total + one[of], 0);
  const busy = done.length < files.length;
  const signedOut = files.some(({ state }) => state.at === 'refused' && state.refusal.kind === 'unauthorized');

  useEffect(() => {
    if (signedOut) onSignedOut();
  }, [signedOut, onSignedOut]);

  const take = (event: ChangeEvent<HTMLInputElement>) => {
    add([...(event.target.files ?? [])]);
    // The same files may be chosen again.
    event.target.value = '';
  };

  return (
    <main className="page" aria-busy={busy}>
      <h1>{t('bring.title')}</h1>
      <p className="quiet intro">{t('bring.intro')}</p>
      <div className="bring-choices">
        <button type="button" className="main" onClick={() => folderInput.current?.click()}>
          <FolderUp aria-hidden />
          {t('bring.folder')}
        </button>
        <button type="button" onClick={() => filesInput.current?.click()}>
          <FileUp aria-hidden />
          {t('bring.files')}
        </button>
        <input ref={folderInput} className="chooser" type="file" name="folder" multiple {...{ webkitdirectory: '' }} tabIndex={-1} aria-hidden onChange={take} />
        <input ref={filesInput} className="chooser" type="file" name="files" multiple accept=".usage" tabIndex={-1} aria-hidden onChange={take} />
      </div>
      {files.length === 0 && others > 0 && <p className="note note-error">{t('bring.noEnvelopes')}</p>}
      {files.length > 0 && (
        <div className="answer">
          <section>
            <p role="status">{busy ? t('bring.progress', { done: done.length, all: files.length }) : t('bring.done', { taken: taken.length, all: files.length })}</p>
            <progress aria-label={t('bring.title')} max={files.length} value={done.length} />
            <p>{t('bring.lines', { stored: sum('stored'), known: sum('known'), faulty: sum('faulty') })}</p>
            {others > 0 && <p className="quiet">{t('bring.others', { number: others })}</p>}
            {!busy && (
              <div className="bring-choices">
                {taken.length > 0 && (
                  <button type="button" className="main" onClick={() => saveReceipts(taken)}>
                    <Download aria-hidden />
                    {t('bring.receipts')}
                  </button>
                )}
                {files.some(mayTryAgain) && (
                  <button type="button" onClick={again}>
                    <RotateCw aria-hidden />
                    {t('tryAgain')}
                  </button>
                )}
                <button type="button" className="plain" onClick={clear}>
                  {t('bring.clear')}
                </button>
              </div>
            )}
            {!busy && taken.length > 0 && <p className="quiet">{t('bring.receipts.hint')}</p>}
          </section>
          <ul className="brought">
            {files.map((file) => (
              <FileRow key={file.path} file={file} />
            ))}
          </ul>
        </div>
      )}
    </main>
  );
}

function FileRow({ file: { path, state } }: { readonly file: Brought }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <li className={`brought-${state.at}`}>
      {state.at === 'taken' && <CircleCheck aria-hidden />}
      {state.at === 'refused' && <TriangleAlert aria-hidden />}
      <span className="code">{path}</span>
      <span>
        {state.at === 'waiting' && t('bring.waiting')}
        {state.at === 'sending' && t('bring.sending')}
        {state.at === 'taken' && (
          <>
            {siteName(state.taken, language)}
            {': '}
            {t('bring.lines', { stored: state.taken.stored, known: state.taken.known, faulty: state.taken.faulty })}
          </>
        )}
        {state.at === 'refused' && fileRefusal(t, state.refusal)}
      </span>
    </li>
  );
}

function fileRefusal(t: TFunction, refusal: Extract<Brought['state'], { at: 'refused' }>['refusal']): string {
  if (refusal.kind === 'too-large') return t('bring.refused.too-large');
  if (refusal.kind === 'forbidden') return t('bring.refused.forbidden');
  if (refusal.kind !== 'refused') return refusalText(t, refusal);
  switch (refusal.code) {
    case 'envelope-too-large':
      return t('bring.refused.too-large');
    case 'envelope-malformed':
      return t('bring.refused.malformed');
    case 'envelope-signature-wrong':
      return t('bring.refused.signature');
    case 'terminal-unknown':
      return t('bring.refused.unknown');
    default:
      return refusalText(t, refusal);
  }
}

/** One archive of all receipts, to be unpacked in the stick's root. */
function saveReceipts(taken: readonly { readonly receiptPath: string; readonly receipt: string }[]): void {
  const receipts = new Map(taken.map(({ receiptPath, receipt }) => [receiptPath, receipt]));
  const address = URL.createObjectURL(new Blob([zipOf([...receipts].map(([path, text]) => ({ path, text })))], { type: 'application/zip' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'receipts.zip';
  link.click();
  URL.revokeObjectURL(address);
}
