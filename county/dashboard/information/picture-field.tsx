import { ImagePlus, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../contract/http.ts';
import { refusalText } from '../parts/refusal-text.ts';
import { useTask } from '../parts/use-task.ts';
import { uploadPicture } from './information-api.ts';
import type { StoredPicture } from './item-draft.ts';
import { shrinkPicture } from './shrink-picture.ts';

interface PictureFieldProps {
  readonly label: string;
  /** On the button, where there is no room for the label. */
  readonly text: string;
  readonly picture: StoredPicture | null;
  readonly onChange: (picture: StoredPicture | null) => void;
}

/** A picture that can be chosen, seen and taken away; a large photo is made smaller before it is sent. */
export function PictureField({ label, text, picture, onChange }: PictureFieldProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [unusable, setUnusable] = useState(false);
  const { busy, refusal, run } = useTask();
  const choose = (file: File): void =>
    run(
      async () => {
        const small = await shrinkPicture(file);
        return small === null ? null : uploadPicture(file.name.slice(0, 200), small);
      },
      (stored) => {
        setUnusable(stored === null);
        if (stored !== null) onChange(stored);
      },
    );
  return (
    <div className="picture-field">
      {picture === null ? (
        <button type="button" disabled={busy} aria-label={busy || text === label ? undefined : `${text} ${label}`} onClick={() => input.current?.click()}>
          <ImagePlus aria-hidden />
          {busy ? t('loading') : text}
        </button>
      ) : (
        <>
          <img src={paths.content(picture.sha256)} alt={label} />
          <button type="button" className="plain" aria-label={t('information.removePicture', { of: label })} onClick={() => onChange(null)}>
            <X aria-hidden />
          </button>
        </>
      )}
      <input
        ref={input}
        type="file"
        hidden
        accept="image/jpeg,image/png,image/webp"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file !== undefined) choose(file);
          event.currentTarget.value = ''; // So that the same file can be chosen again.
        }}
      />
      {(unusable || refusal !== null) && (
        <p className="fault" role="alert">
          {refusal === null ? t('information.pictureWrong') : refusalText(t, refusal)}
        </p>
      )}
    </div>
  );
}
