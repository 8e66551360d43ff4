import { createHash } from 'node:crypto';
import { MAX_EVIDENCE_BYTES } from '../../contract/usage/group-events.ts';
import type { EvidenceMoment, EvidenceSource } from '../../contract/usage/group-events.ts';
import type { ViewingId } from '../../contract/usage/event.ts';
import type { GroupViewing } from '../../contract/viewing/group-viewing.ts';
import type { UsageRecorder } from '../usage/recorder.ts';
import type { EvidenceFiles } from './evidence-files.ts';
import { momentReached } from './evidence-moments.ts';

/** A small JPEG. */
export interface Picture {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Takes a picture of what is on the screen; null when there is none to take. */
export type CaptureScreen = () => Promise<Picture | null>;

export interface EvidenceDeps {
  readonly recorder: UsageRecorder;
  readonly files: EvidenceFiles;
  readonly captureScreen: CaptureScreen;
  readonly onFault: (error: unknown) => void;
}

/** A picture that takes longer is not waited for: the viewing ends without it. */
const PATIENCE_MS = 5000;

/** Pictures of a group viewing at its start, in its middle and at its end. A viewing never waits for one, nor fails with one. */
export interface Evidence {
  /** Takes a picture of the screen when one is due. Returns at once. */
  readonly look: (state: GroupViewing) => void;
  /** Takes the last picture of the screen if there is none yet, and waits for what is being taken: the viewing ends. */
  readonly takeLast: (state: GroupViewing) => Promise<void>;
  /** Keeps a picture of the hall; null: the camera gave none. */
  readonly keepCamera: (state: GroupViewing, moment: EvidenceMoment, picture: Picture | null) => Promise<void>;
  /** The camera has had its turn at this moment of the viewing. */
  readonly cameraTried: (viewing: ViewingId, moment: string) => boolean;
}

export function createEvidence({ recorder, files, captureScreen, onFault }: EvidenceDeps): Evidence {
  /** What was tried since the program started, so that a failure is not repeated with every second of film. */
  const tried = new Set<string>();
  let underWay: Promise<void> = Promise.resolve();
  const key = (viewing: ViewingId, moment: string, source: EvidenceSource): string => `${viewing} ${moment} ${source}`;
  const isThere = (state: GroupViewing, moment: EvidenceMoment, source: EvidenceSource): boolean =>
    tried.has(key(state.viewing, moment, source)) || Object.values(state.evidence).some(({ value }) => value.moment === moment && value.source === source);

  const keep = async (viewing: ViewingId, moment: EvidenceMoment, source: EvidenceSource, picture: Picture): Promise<void> => {
    const { bytes, width, height } = picture;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await files.keep(sha256, bytes);
    await recorder.record({ type: 'evidence.taken', data: { viewing, moment, source, sha256, bytes: bytes.byteLength, mediaType: 'image/jpeg', width, height } });
  };
  const missed = async (viewing: ViewingId, moment: EvidenceMoment, source: EvidenceSource, reason: 'not-captured' | 'camera-failed' | 'not-stored'): Promise<void> => {
    await recorder.record({ type: 'evidence.missed', data: { viewing, moment, source, reason } });
  };
  const keepOrSay = async (viewing: ViewingId, moment: EvidenceMoment, source: EvidenceSource, picture: Picture): Promise<void> => {
    try {
      await keep(viewing, moment, source, picture);
    } catch (error) {
      onFault(error);
      await missed(viewing, moment, source, 'not-stored');
    }
  };
  const screen = async (viewing: ViewingId, moment: EvidenceMoment): Promise<void> => {
    const picture = await within(PATIENCE_MS, captureScreen()).catch((error: unknown) => {
      onFault(error);
      return null;
    });
    if (picture === null || !isPicture(picture.bytes)) await missed(viewing, moment, 'screen', 'not-captured');
    else await keepOrSay(viewing, moment, 'screen', picture);
  };
  const begin = (state: GroupViewing, moment: EvidenceMoment): void => {
    if (isThere(state, moment, 'screen')) return;
    tried.add(key(state.viewing, moment, 'screen'));
    underWay = underWay.then(() => screen(state.viewing, moment)).catch(onFault);
  };

  return {
    look: (state) => {
      const moment = momentReached(state);
      if (moment !== null) begin(state, moment);
    },
    takeLast: async (state) => {
      begin(state, 'end');
      await underWay;
    },
    keepCamera: async (state, moment, picture) => {
      const { viewing } = state;
      if (state.camera?.value !== true || isThere(state, moment, 'camera')) return;
      tried.add(key(viewing, moment, 'camera'));
      if (picture === null || !isPicture(picture.bytes)) await missed(viewing, moment, 'camera', 'camera-failed');
      else await keepOrSay(viewing, moment, 'camera', picture);
    },
    cameraTried: (viewing, moment) => tried.has(key(viewing, moment, 'camera')),
  };
}

/** What it resolves to, or null when it has not by then. */
async function within<T>(ms: number, work: Promise<T>): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** A JPEG of a size that travels. */
function isPicture(bytes: Uint8Array): boolean {
  return bytes.byteLength <= MAX_EVIDENCE_BYTES && bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}
