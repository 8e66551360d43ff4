import { Send, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { inLanguage } from '../../../contract/text.ts';
import type { Preview } from '../../publish/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { sizeText } from '../parts/size-text.ts';
import { ChooseFiles } from './choose-files.tsx';
import type { ChosenFile } from './chosen-files.ts';
import { FaultList } from './fault-list.tsx';
import { lengthText } from './length-text.ts';

interface PreviewViewProps {
  readonly preview: Preview;
  readonly onPublish: () => void;
  readonly onGiveUp: () => void;
  readonly onChosen: (files: readonly ChosenFile[]) => void;
}

/** What would be published, with every fault by its file, and the button that does it when there is none. */
export function PreviewView({ preview, onPublish, onGiveUp, onChosen }: PreviewViewProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { issue, known, programs, files, bytes, faults, warnings } = preview;
  const title = issue === null ? t('publish.unknownIssue') : `${issue.number} · ${inLanguage(issue.title, language)}`;
  return (
    <section className="preview" aria-labelledby="preview-title">
      <h2 id="preview-title">{title}</h2>
      {issue !== null && (
        <p className="quiet">
          {t('publish.contents', { programs: programs.length, files, size: sizeText(bytes) })}
          {known !== null && ` ${known.withdrawn ? t('publish.bringsBack', { version: known.version }) : t('publish.replaces', { version: known.version })}`}
        </p>
      )}
      {faults.length > 0 && (
        <div role="alert">
          <h3>{t('publish.faults', { number: faults.length })}</h3>
          <FaultList faults={faults} kind="fault" />
        </div>
      )}
      {warnings.length > 0 && (
        <details open={faults.length === 0 && warnings.length <= 6}>
          <summary>{t('publish.notes', { number: warnings.length })}</summary>
          <FaultList faults={warnings} kind="note" />
        </details>
      )}
      {programs.length > 0 && (
        <ul className="preview-programs">
          {programs.map((program) => (
            <li key={program.id}>
              <p>
                <strong>{inLanguage(program.title, language)}</strong> <span className="quiet">{program.id}</span>
              </p>
              <p className="quiet">
                {program.film}
                {program.facts !== null && ` · ${lengthText(program.facts.lengthSeconds)} · ${program.facts.width}×${program.facts.height} · ${codecs(program.facts.pictures, program.facts.sound)}`}
              </p>
              <p className="quiet">
                {program.poster === 'given' ? t('publish.posterGiven') : program.poster === 'from-film' ? t('publish.posterFromFilm') : t('publish.posterNone')}
                {program.subtitles > 0 && ` · ${t('publish.subtitles', { number: program.subtitles })}`}
                {program.handouts > 0 && ` · ${t('publish.handouts', { number: program.handouts })}`}
              </p>
            </li>
          ))}
        </ul>
      )}
      <div className="preview-actions">
        <button type="button" className="main" disabled={faults.length > 0} onClick={onPublish}>
          <Send aria-hidden />
          {t('publish.publish')}
        </button>
        <button type="button" className="plain" onClick={onGiveUp}>
          <Trash2 aria-hidden />
          {t('publish.giveUp')}
        </button>
      </div>
      <ChooseFiles small hint={faults.length > 0 ? t('publish.mendHint') : t('publish.moreHint')} onChosen={onChosen} />
    </section>
  );
}

function codecs(pictures: string | null, sound: string | null): string {
  return [pictures, sound].filter((one) => one !== null).join(' + ');
}
