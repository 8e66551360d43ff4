import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { languageSchema } from '../../contract/text.ts';
import { csvOf } from './csv.ts';
import { pdfOf } from './pdf.ts';
import type { FileTable } from './table.ts';
import { xlsxOf } from './xlsx.ts';

export const fileFormats = ['xlsx', 'csv', 'pdf'] as const;
/** What a file is asked for with, besides what it is of. */
export const fileQueryShape = { format: z.enum(fileFormats), language: languageSchema.default('zh-CN') };

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  pdf: 'application/pdf',
} as const;

/** Sends tables as a file to save. CSV has only the first of them. */
export async function sendFile(reply: FastifyReply, name: string, format: (typeof fileFormats)[number], tables: readonly FileTable[]): Promise<FastifyReply> {
  const [first] = tables;
  if (first === undefined) throw new Error('A file has a table.');
  const bytes = format === 'xlsx' ? await xlsxOf(tables) : format === 'csv' ? Buffer.from(csvOf(first)) : pdfOf(tables);
  return reply
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="report.${format}"; filename*=UTF-8''${encodeURIComponent(`${name}.${format}`)}`)
    .type(types[format])
    .send(bytes);
}
