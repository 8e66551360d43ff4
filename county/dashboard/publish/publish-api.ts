import type { z } from 'zod';
import { issuesAnswerSchema, pieceAnswerSchema, previewSchema, publishPaths, uploadSchema, uploadsSchema, withdrawalAnswerSchema } from '../../publish/schemas.ts';
import type { Preview, PublishedIssue, Upload, WithdrawalRequest } from '../../publish/schemas.ts';
import { ask, send } from '../api.ts';

export interface NewFile {
  readonly name: string;
  readonly bytes: number;
}

export const askIssues = async (signal?: AbortSignal): Promise<readonly PublishedIssue[]> => (await ask('GET', publishPaths.issues, issuesAnswerSchema, { signal })).issues;

export const askUploads = async (signal?: AbortSignal): Promise<readonly Upload[]> => (await ask('GET', publishPaths.uploads, uploadsSchema, { signal })).uploads;

export const askUpload = (id: string, signal?: AbortSignal): Promise<Upload> => ask('GET', publishPaths.upload(id), uploadSchema, { signal });

export const beginUpload = (files: readonly NewFile[]): Promise<Upload> => ask('POST', publishPaths.uploads, uploadSchema, { body: { files } });

export const addFiles = (id: string, files: readonly NewFile[]): Promise<Upload> => ask('POST', publishPaths.files(id), uploadSchema, { body: { files } });

/** Sends the next bytes of a file; returns how far it is. */
export async function sendPiece(id: string, at: number, offset: number, piece: Blob, signal: AbortSignal): Promise<number> {
  return (await ask('PUT', `${publishPaths.file(id, at)}?offset=${offset}`, pieceAnswerSchema, { body: piece, signal })).doneBytes;
}

export const askPreview = (id: string, signal?: AbortSignal): Promise<Preview> => ask('GET', publishPaths.preview(id), previewSchema, { signal });

export async function publishUpload(id: string): Promise<void> {
  await send('POST', publishPaths.publication(id), {});
}

export async function removeUpload(id: string): Promise<void> {
  await send('DELETE', publishPaths.upload(id), {});
}

export const moveIssue = (issue: string, request: WithdrawalRequest): Promise<z.infer<typeof withdrawalAnswerSchema>> =>
  ask('POST', publishPaths.withdrawal(issue), withdrawalAnswerSchema, { body: request });
