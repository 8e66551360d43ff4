import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { informationKindSchema } from '../../../contract/information/item.ts';
import { readTable } from './read-table.ts';

const dataSchema = z.strictObject({ bytes: z.instanceof(Uint8Array), kind: informationKindSchema.nullable() });
const { bytes, kind } = dataSchema.parse(workerData);
parentPort?.postMessage(await readTable(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), kind));
