import type { WebContents } from 'electron';

/** Width at which faces of letters on the screen can still be told; the height follows. */
const WIDTH = 640;
/** JPEG qualities, tried until the picture is small enough. */
const QUALITIES = [70, 55, 40, 25] as const;
const MOST_BYTES = 60 * 1024;

/** A small JPEG of what the window shows; null while it shows nothing, or when it cannot be made small enough. */
export async function captureScreen(contents: WebContents | null): Promise<{ readonly bytes: Uint8Array; readonly width: number; readonly height: number } | null> {
  if (contents === null || contents.isDestroyed()) return null;
  const image = (await contents.capturePage()).resize({ width: WIDTH, quality: 'good' });
  if (image.isEmpty()) return null;
  const { width, height } = image.getSize();
  for (const quality of QUALITIES) {
    const bytes = image.toJPEG(quality);
    if (bytes.byteLength <= MOST_BYTES) return { bytes, width, height };
  }
  return null;
}
