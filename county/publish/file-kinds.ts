import { open } from 'node:fs/promises';
import type { FileMime } from '../../contract/programs/manifest.ts';
import type { FaultCode } from './fault.ts';

/** What a file of an issue may serve as. */
export const fileRoles = ['film', 'poster', 'subtitle', 'handout'] as const;
export type FileRole = (typeof fileRoles)[number];

const allowed: Readonly<Record<FileRole, readonly FileMime[]>> = {
  film: ['video/mp4'],
  poster: ['image/jpeg', 'image/png', 'image/webp'],
  subtitle: ['text/vtt'],
  handout: ['application/pdf', 'image/jpeg', 'image/png', 'image/webp'],
};

const refusals = { film: 'no-film', poster: 'no-picture', subtitle: 'no-subtitles', handout: 'no-handout' } as const satisfies Record<FileRole, FaultCode>;

/** The kind that a file's first bytes show, whatever its name says; null for any other. */
export function kindOfBytes(start: Buffer): FileMime | null {
  if (start.toString('latin1', 4, 8) === 'ftyp') return 'video/mp4';
  if (start.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg';
  if (start.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))) return 'image/png';
  if (start.toString('latin1', 0, 4) === 'RIFF' && start.toString('latin1', 8, 12) === 'WEBP') return 'image/webp';
  if (start.toString('latin1', 0, 5) === '%PDF-') return 'application/pdf';
  if (/^(\xef\xbb\xbf)?WEBVTT([ \t\r\n]|$)/.test(start.toString('latin1'))) return 'text/vtt';
  return null;
}

/** The kind of a file, or why it cannot serve as this. */
export async function kindOfFile(path: string, role: FileRole): Promise<{ mime: FileMime } | { refused: FaultCode }> {
  const handle = await open(path, 'r');
  try {
    const start = Buffer.alloc(16);
    const { bytesRead } = await handle.read(start, 0, start.length, 0);
    const mime = kindOfBytes(start.subarray(0, bytesRead));
    return mime !== null && allowed[role].includes(mime) ? { mime } : { refused: refusals[role] };
  } finally {
    await handle.close();
  }
}
