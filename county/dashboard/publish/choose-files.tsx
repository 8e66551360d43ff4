import { FileUp, FolderUp } from 'lucide-react';
import { useRef, useState } from 'react';
import type { DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { filesOfDrop, filesOfInput } from './chosen-files.ts';
import type { ChosenFile } from './chosen-files.ts';

interface ChooseFilesProps {
  readonly hint: string;
  readonly onChosen: (files: readonly ChosenFile[]) => void;
  /** A row of buttons in place of a large field. */
  readonly small?: boolean;
}

/** Takes a folder or files: dropped, or chosen by the browser's own dialogs. */
export function ChooseFiles({ hint, onChosen, small = false }: ChooseFilesProps) {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const folder = useRef<HTMLInputElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const take = (input: HTMLInputElement): void => {
    onChosen(filesOfInput(input.files));
    input.value = ''; // So that the same choice can be made again.
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void filesOfDrop(event.dataTransfer.items).then(onChosen);
  };
  return (
    <div
      className={`choose-files${small ? ' choose-small' : ''}${over ? ' choose-over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p className={small ? 'quiet' : undefined}>{hint}</p>
      <div className="choose-buttons">
        <button type="button" className={small ? undefined : 'main'} onClick={() => folder.current?.click()}>
          <FolderUp aria-hidden />
          {t('publish.chooseFolder')}
        </button>
        <button type="button" onClick={() => files.current?.click()}>
          <FileUp aria-hidden />
          {t('publish.chooseFiles')}
        </button>
      </div>
      <input ref={folder} type="file" hidden data-choose="folder" {...{ webkitdirectory: '' }} onChange={(event) => take(event.currentTarget)} />
      <input ref={files} type="file" hidden multiple data-choose="files" onChange={(event) => take(event.currentTarget)} />
    </div>
  );
}
