import { MAX_EVIDENCE_BYTES } from '../../../contract/usage/group-events.ts';

const WIDTH = 640;
/** JPEG qualities, tried until the picture is small enough. */
const QUALITIES = [0.7, 0.5, 0.3] as const;
const MOST_BYTES = 60 * 1024;
/** Cameras need some pictures to find their exposure. */
const WARM_UP_FRAMES = 8;
const PATIENCE_MS = 8000;

export interface CameraPicture {
  readonly base64: string;
  readonly width: number;
  readonly height: number;
}

/** Whether a camera is plugged in. Nothing is switched on by asking. */
export async function hasCamera(): Promise<boolean> {
  try {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices.some(({ kind }) => kind === 'videoinput');
  } catch (error) {
    console.warn('cameras could not be listed', error);
    return false;
  }
}

/** One small picture of the hall; the camera is on for this moment only. Null when it gives none. */
export async function takePicture(): Promise<CameraPicture | null> {
  let stream: MediaStream | null = null;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: WIDTH } }, audio: false });
    return await pictureOf(stream);
  } catch (error) {
    console.warn('the camera gave no picture', error);
    return null;
  } finally {
    for (const track of stream?.getTracks() ?? []) track.stop();
  }
}

async function pictureOf(stream: MediaStream): Promise<CameraPicture | null> {
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = stream;
  await video.play();
  await framesShown(video, WARM_UP_FRAMES);
  const width = Math.min(WIDTH, video.videoWidth);
  const height = Math.round((width * video.videoHeight) / video.videoWidth);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.drawImage(video, 0, 0, width, height);
  video.srcObject = null;
  for (const quality of QUALITIES) {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
    if (blob !== null && blob.size <= Math.min(MOST_BYTES, MAX_EVIDENCE_BYTES)) return { base64: await base64Of(blob), width, height };
  }
  return null;
}

function framesShown(video: HTMLVideoElement, frames: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no picture came')), PATIENCE_MS);
    const count = (left: number): void => {
      video.requestVideoFrameCallback(() => {
        if (left > 1) count(left - 1);
        else {
          clearTimeout(timer);
          resolve();
        }
      });
    };
    count(frames);
  });
}

async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
