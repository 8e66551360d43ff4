import { CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Publication, Upload } from '../../publish/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { sizeText } from '../parts/size-text.ts';
import { ChooseFiles } from './choose-files.tsx';
import { FaultList } from './fault-list.tsx';
import { PreviewView } from './preview-view.tsx';
import { ProgressBar } from './progress-bar.tsx';
import type { Publishing } from './use-publishing.ts';

/** Choosing, sending, looking, publishing: whichever it is now. */
export function PublishSteps({ publishing }: { readonly publishing: Publishing }) {
  const { t } = useTranslation();
  const { stage, choose, stop, look, publish, giveUp, again } = publishing;
  switch (stage.at) {
    case 'loading':
    case 'looking':
      return (
        <p className="quiet" role="status">
          {stage.at === 'loading' ? t('loading') : t('publish.looking')}
        </p>
      );
    case 'choosing':
      return (
        <>
          {stage.open.map((upload) => (
            <OpenUpload key={upload.upload} upload={upload} onLook={() => look(upload)} onGiveUp={() => giveUp(upload)} />
          ))}
          <ChooseFiles hint={t('publish.chooseHint')} onChosen={choose} />
        </>
      );
    case 'sending': {
      const { file, doneBytes, totalBytes, waitSeconds } = stage.progress;
      return (
        <div className="publish-running">
          <ProgressBar label={t('publish.sending')} doneBytes={doneBytes} totalBytes={totalBytes} detail={waitSeconds === null ? file : t('publish.waiting', { seconds: waitSeconds })} />
          <p className="quiet">{t('publish.mayStop')}</p>
          <button type="button" onClick={stop}>
            {t('publish.stop')}
          </button>
        </div>
      );
    }
    case 'preview':
      return <PreviewView preview={stage.preview} onPublish={() => publish(stage.upload)} onGiveUp={() => giveUp(stage.upload)} onChosen={choose} />;
    case 'publishing':
      return (
        <div className="publish-running">
          <ProgressBar label={t('publish.publishing')} doneBytes={stage.publication.doneBytes} totalBytes={stage.publication.totalBytes} detail={t('publish.mayLeave')} />
        </div>
      );
    case 'ended':
      return <Ended publication={stage.publication} onAgain={again} onLook={() => look(stage.upload)} />;
  }
}

function OpenUpload({ upload, onLook, onGiveUp }: { readonly upload: Upload; readonly onLook: () => void; readonly onGiveUp: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const doneBytes = upload.files.reduce((sum, file) => sum + file.doneBytes, 0);
  const totalBytes = upload.files.reduce((sum, file) => sum + file.bytes, 0);
  const began = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(upload.createdAt));
  const values = { by: upload.by, at: began, number: upload.files.length, done: sizeText(doneBytes), total: sizeText(totalBytes) };
  const isRunning = upload.publication.state === 'running';
  return (
    <div className="note open-upload">
      <p>{isRunning ? t('publish.openRunning', values) : doneBytes < totalBytes ? t('publish.openHalf', values) : t('publish.openWhole', values)}</p>
      {(isRunning || doneBytes === totalBytes) && (
        <button type="button" onClick={onLook}>
          {t('publish.look')}
        </button>
      )}
      {!isRunning && (
        <button type="button" className="plain" onClick={onGiveUp}>
          {t('publish.giveUp')}
        </button>
      )}
    </div>
  );
}

interface EndedProps {
  readonly publication: Exclude<Publication, { state: 'running' | 'none' }>;
  readonly onAgain: () => void;
  readonly onLook: () => void;
}

function Ended({ publication, onAgain, onLook }: EndedProps) {
  const { t } = useTranslation();
  if (publication.state === 'done') {
    const { issue, version, changed, warnings } = publication;
    return (
      <div className="publish-running">
        <p className="note note-done" role="status">
          <CircleCheck aria-hidden />
          <span>{changed ? t('publish.done', { issue, version }) : t('publish.unchanged', { issue, version })}</span>
        </p>
        {warnings.length > 0 && <FaultList faults={warnings} kind="note" />}
        <button type="button" onClick={onAgain}>
          {t('publish.again')}
        </button>
      </div>
    );
  }
  return (
    <div className="publish-running">
      <p className="note note-error" role="alert">
        {publication.state === 'disk-full'
          ? t('problem.diskFull', { needs: sizeText(publication.needsBytes), free: sizeText(publication.freeBytes) })
          : publication.state === 'refused'
            ? t('publish.faults', { number: publication.faults.length })
            : t('problem.failing')}
      </p>
      {publication.state === 'refused' && <FaultList faults={publication.faults} kind="fault" />}
      <button type="button" onClick={onLook}>
        {t('publish.look')}
      </button>
    </div>
  );
}
