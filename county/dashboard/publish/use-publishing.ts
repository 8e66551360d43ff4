import { useCallback, useEffect, useRef, useState } from 'react';
import type { Preview, Publication, Upload } from '../../publish/schemas.ts';
import type { Refusal } from '../api.ts';
import { refusalOf } from '../parts/refusal-text.ts';
import { changedFiles } from './chosen-files.ts';
import type { ChosenFile } from './chosen-files.ts';
import { addFiles, askPreview, askUpload, askUploads, beginUpload, publishUpload, removeUpload, sendPiece } from './publish-api.ts';
import { sendFiles } from './send-files.ts';
import type { SendProgress } from './send-files.ts';

/** How often a publication is asked how far it is. */
const ASK_EVERY_MS = 700;

export type PublishStage =
  | { readonly at: 'loading' }
  /** `open`: uploads that were begun and not published. */
  | { readonly at: 'choosing'; readonly open: readonly Upload[] }
  | { readonly at: 'sending'; readonly progress: SendProgress }
  | { readonly at: 'looking' }
  | { readonly at: 'preview'; readonly upload: Upload; readonly preview: Preview }
  | { readonly at: 'publishing'; readonly upload: Upload; readonly publication: Extract<Publication, { state: 'running' }> }
  | { readonly at: 'ended'; readonly upload: Upload; readonly publication: Exclude<Publication, { state: 'running' | 'none' }> };

export interface Publishing {
  readonly stage: PublishStage;
  /** Why the last step did not go; the stage is where one can go on from. */
  readonly refusal: Refusal | null;
  /** Files were chosen: a new upload, the rest of one that was begun, or (in the preview) more and mended files. */
  readonly choose: (files: readonly ChosenFile[]) => void;
  /** Stops sending; what has arrived stays. */
  readonly stop: () => void;
  readonly look: (upload: Upload) => void;
  readonly publish: (upload: Upload) => void;
  readonly giveUp: (upload: Upload) => void;
  /** Back to the beginning. */
  readonly again: () => void;
}

/** An issue's way from the person's files to its publication. `onPublished`: the list of issues is another now. */
export function usePublishing(onPublished: () => void): Publishing {
  const [stage, setStage] = useState<PublishStage>({ at: 'loading' });
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const running = useRef<AbortController | null>(null);

  /** One thing at a time: what was under way is given up. A refusal is shown, and `back` says where to go on. */
  const run = useCallback((work: (signal: AbortSignal) => Promise<void>, back?: (signal: AbortSignal) => Promise<void>) => {
    running.current?.abort();
    const stop = new AbortController();
    running.current = stop;
    setRefusal(null);
    const guarded = async (): Promise<void> => {
      try {
        await work(stop.signal);
      } catch (error) {
        if (stop.signal.aborted) return;
        setRefusal(refusalOf(error));
        await back?.(stop.signal);
      }
    };
    guarded().catch((error: unknown) => {
      if (!stop.signal.aborted) setRefusal(refusalOf(error));
    });
  }, []);

  const showOpen = useCallback(async (signal: AbortSignal) => {
    const open = await askUploads(signal);
    if (!signal.aborted) setStage({ at: 'choosing', open });
  }, []);

  const watch = useCallback(
    async (upload: Upload, signal: AbortSignal) => {
      for (;;) {
        const { publication } = await askUpload(upload.upload, signal);
        if (signal.aborted) return;
        if (publication.state === 'none') return showOpen(signal);
        if (publication.state !== 'running') {
          setStage({ at: 'ended', upload, publication });
          if (publication.state === 'done') onPublished();
          return;
        }
        setStage({ at: 'publishing', upload, publication });
        await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
        signal.throwIfAborted();
      }
    },
    [onPublished, showOpen],
  );

  const preview = useCallback(async (id: string, signal: AbortSignal) => {
    setStage({ at: 'looking' });
    const [upload, seen] = [await askUpload(id, signal), await askPreview(id, signal)];
    if (!signal.aborted) setStage({ at: 'preview', upload, preview: seen });
  }, []);

  const again = useCallback(() => {
    setStage({ at: 'loading' });
    run(showOpen);
  }, [run, showOpen]);

  useEffect(() => {
    const stop = new AbortController();
    running.current = stop;
    askUploads(stop.signal).then(
      (open) => setStage({ at: 'choosing', open }),
      (error: unknown) => {
        if (!stop.signal.aborted) setRefusal(refusalOf(error));
      },
    );
    return () => running.current?.abort();
  }, []);

  const choose = (chosen: readonly ChosenFile[]): void => {
    if (chosen.length === 0) return;
    const files = new Map(chosen.map(({ name, file }) => [name, file]));
    const current = stage;
    run(async (signal) => {
      const begun = current.at === 'choosing' ? current.open.find((upload) => isRestOf(upload, files)) : undefined;
      const upload = current.at === 'preview' ? await addTo(current.upload, chosen) : (begun ?? (await beginUpload(chosen.map(asNewFile))));
      await sendFiles({
        upload,
        files,
        signal,
        put: (at, offset, piece, stop) => sendPiece(upload.upload, at, offset, piece, stop),
        onProgress: (progress) => {
          if (!signal.aborted) setStage({ at: 'sending', progress });
        },
      });
      await preview(upload.upload, signal);
    }, showOpen);
  };

  return {
    stage,
    refusal,
    choose,
    again,
    stop: again,
    look: (upload) => run((signal) => (upload.publication.state === 'running' ? watch(upload, signal) : preview(upload.upload, signal)), showOpen),
    publish: (upload) =>
      run(async (signal) => {
        await publishUpload(upload.upload);
        await watch(upload, signal);
      }, (signal) => preview(upload.upload, signal)),
    giveUp: (upload) =>
      run(async (signal) => {
        await removeUpload(upload.upload);
        await showOpen(signal);
      }, showOpen),
  };
}

function asNewFile({ name, file }: ChosenFile): { name: string; bytes: number } {
  return { name, bytes: file.size };
}

/** Adds what is new or was changed: whoever mends one film may choose the whole folder again. */
async function addTo(upload: Upload, chosen: readonly ChosenFile[]): Promise<Upload> {
  const changed = changedFiles(upload, chosen);
  return changed.length === 0 ? upload : addFiles(upload.upload, changed.map(asNewFile));
}

/** True when these files are what an upload still lacks. */
function isRestOf(upload: Upload, files: ReadonlyMap<string, File>): boolean {
  const left = upload.files.filter(({ bytes, doneBytes }) => doneBytes < bytes);
  return left.length > 0 && left.every(({ name, bytes }) => files.get(name)?.size === bytes) && [...files.keys()].every((name) => upload.files.some((file) => file.name === name));
}
