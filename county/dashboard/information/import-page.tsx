import { CircleCheck, Download, FileUp } from 'lucide-react';
import { useRef, useState } from 'react';
import type { DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { informationKinds } from '../../../contract/information/item.ts';
import type { InformationKind } from '../../../contract/information/item.ts';
import type { Person } from '../../accounts/schemas.ts';
import { MAX_TABLE_BYTES } from '../../information/schemas.ts';
import type { ImportAnswer } from '../../information/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { refusalText } from '../parts/refusal-text.ts';
import { addressOf } from '../parts/use-page.ts';
import { useTask } from '../parts/use-task.ts';
import { WideTable } from '../parts/wide-table.tsx';
import { BackToInformation } from './back.tsx';
import { faultText } from './fault-text.ts';
import { ImportPreview } from './import-preview.tsx';
import { importTable, tableAddress, uploadPicture } from './information-api.ts';
import { shrinkPicture } from './shrink-picture.ts';

interface Looked {
  readonly file: File;
  readonly answer: ImportAnswer;
}

/** A table from a file: looked at first, then taken in whole; and tables to fill in or to save. */
export function ImportPage({ person }: { readonly person: Person }) {
  const { t } = useTranslation();
  const mayEdit = person.role !== 'township-staff';
  return (
    <main className="page information-import">
      <BackToInformation />
      {mayEdit && <Import />}
      <section>
        <h2>{t('information.tablesTitle')}</h2>
        <p className="quiet">{t('information.tablesHint')}</p>
        <Tables />
      </section>
    </main>
  );
}

function Import() {
  const { t } = useTranslation();
  const [kind, setKind] = useState<InformationKind | null>(null);
  const [looked, setLooked] = useState<Looked | null>(null);
  const [unusable, setUnusable] = useState<readonly string[]>([]);
  const { busy, refusal, run } = useTask();

  const look = (files: readonly File[], of: InformationKind | null): void => {
    const table = files.find(({ name }) => !isPicture(name));
    setUnusable([]);
    run(
      async () => {
        const wrong: string[] = [];
        for (const picture of files.filter(({ name }) => isPicture(name))) {
          const small = await shrinkPicture(picture);
          if (small === null) wrong.push(picture.name);
          else await uploadPicture(picture.name, small);
        }
        return { wrong, answer: table === undefined ? null : await importTable(table, of, null) };
      },
      ({ wrong, answer }) => {
        setUnusable(wrong);
        setLooked(table === undefined || answer === null ? null : { file: table, answer });
      },
    );
  };
  const take = ({ file, answer }: Looked): void => run(() => importTable(file, kind, answer.mark), (taken) => setLooked({ file, answer: taken }));

  return (
    <section>
      <h1>{t('information.importTitle')}</h1>
      <p className="quiet intro">{t('information.importHint')}</p>
      <label className="information-import-kind">
        {t('information.kind')}
        <select
          value={kind ?? ''}
          onChange={(event) => {
            const chosen = informationKinds.find((one) => one === event.target.value) ?? null;
            setKind(chosen);
            if (looked !== null && !looked.answer.applied) look([looked.file], chosen);
          }}
        >
          <option value="">{t('information.byHeadings')}</option>
          {informationKinds.map((one) => (
            <option key={one} value={one}>
              {t(`information.kind.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <ChooseTable busy={busy} onChosen={(files) => look(files, kind)} />
      {busy && (
        <p className="quiet" role="status">
          {t('information.reading')}
        </p>
      )}
      {unusable.length > 0 && (
        <p className="note note-error" role="alert">
          {t('information.picturesWrong', { names: unusable.join('、') })}
        </p>
      )}
      {refusal !== null && (
        <p className="note note-error" role="alert">
          {refusal.kind === 'refused' && refusal.code === 'changed-meanwhile'
            ? t('information.importConflict')
            : refusal.kind === 'refused' && refusal.code === 'too-large'
              ? faultText(t, { code: 'too-large', values: { most: MAX_TABLE_BYTES / 1024 ** 2 } })
              : refusalText(t, refusal)}
        </p>
      )}
      {looked !== null && !busy && (
        <>
          {looked.answer.applied ? (
            <div className="note note-done" role="status">
              <CircleCheck aria-hidden />
              <p>{t('information.imported', looked.answer.counts)}</p>
              <a className="button" href={addressOf({ at: 'information-publish' })}>
                {t('information.goPublish')}
              </a>
            </div>
          ) : (
            <ImportPreview name={looked.file.name} answer={looked.answer} onTake={() => take(looked)} />
          )}
        </>
      )}
    </section>
  );
}

function ChooseTable({ busy, onChosen }: { readonly busy: boolean; readonly onChosen: (files: readonly File[]) => void }) {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    if (!busy && event.dataTransfer.files.length > 0) onChosen([...event.dataTransfer.files]);
  };
  return (
    <div
      className={over ? 'choose-files choose-over' : 'choose-files'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p>{t('information.dropHint')}</p>
      <button type="button" className="main" disabled={busy} onClick={() => input.current?.click()}>
        <FileUp aria-hidden />
        {t('information.chooseTable')}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        data-choose="table"
        accept=".csv,.xlsx,.txt,.jpg,.jpeg,.png,.webp"
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = ''; // So that a file that was mended can be chosen again.
          if (files.length > 0) onChosen(files);
        }}
      />
    </div>
  );
}

function Tables() {
  const { t } = useTranslation();
  const language = useLanguage();
  const formats = ['xlsx', 'csv'] as const;
  return (
    <WideTable label={t('information.tablesTitle')} onPhone="whole">
      <thead>
        <tr>
          <th scope="col">{t('information.kind')}</th>
          <th scope="col">{t('information.template')}</th>
          <th scope="col">{t('information.export')}</th>
        </tr>
      </thead>
      <tbody>
        {informationKinds.map((kind) => (
          <tr key={kind}>
            <th scope="row">{t(`information.kind.${kind}`)}</th>
            {(['template', 'items'] as const).map((what) => (
              <td key={what}>
                {formats.map((format) => (
                  <a key={format} className="download" href={tableAddress(what, kind, format, language)} download>
                    <Download aria-hidden />
                    {format === 'xlsx' ? 'Excel' : 'CSV'}
                  </a>
                ))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}

function isPicture(name: string): boolean {
  return /\.(?:jpe?g|png|webp)$/i.test(name);
}
