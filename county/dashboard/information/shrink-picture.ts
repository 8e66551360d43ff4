import { MAX_PICTURE_BYTES } from '../../../contract/information/item.ts';

/** Longer sides, in pixels, and qualities that are tried until a picture is small enough. */
const tries = [
  [1280, 0.85],
  [1280, 0.7],
  [1024, 0.7],
  [800, 0.65],
  [640, 0.5],
] as const;

/** A photo as terminals take it: as it is where it is small, else redrawn smaller. Null for what the browser cannot show as a picture. */
export async function shrinkPicture(file: Blob): Promise<Blob | null> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    return null; // The one thing that it throws for: bytes that are no picture.
  }
  try {
    if (file.size <= MAX_PICTURE_BYTES && Math.max(bitmap.width, bitmap.height) <= 2000 && /^image\/(?:jpeg|png|webp)$/.test(file.type)) return file;
    for (const [side, quality] of tries) {
      const small = await drawn(bitmap, side, quality);
      if (small !== null && small.size <= MAX_PICTURE_BYTES) return small;
    }
    return null;
  } finally {
    bitmap.close();
  }
}

async function drawn(bitmap: ImageBitmap, side: number, quality: number): Promise<Blob | null> {
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d');
  if (context === null) return null;
  // What is see-through would turn black.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
}
