import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { slugSchema, uuidSchema } from '../../contract/values.ts';
import { personOf, requirePerson } from '../accounts/require-person.ts';
import { actorOf } from '../audit/record.ts';
import type { Actor } from '../audit/record.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { PublishFaultsError } from './inspect.ts';
import { listIssues } from './issue-list.ts';
import { previewFolder } from './preview.ts';
import { DiskFullError, publishIssue } from './publish-issue.ts';
import {
  issuesAnswerSchema,
  MAX_PIECE_BYTES,
  newUploadSchema,
  pieceAnswerSchema,
  previewSchema,
  publishPaths,
  uploadSchema,
  uploadsSchema,
  withdrawalAnswerSchema,
  withdrawalSchema,
} from './schemas.ts';
import type { Publication } from './schemas.ts';
import { createUploads } from './uploads.ts';
import { withdraw } from './withdraw.ts';

const tags = ['people'];
const security = [{ person: [] }];
const upload = z.strictObject({ id: uuidSchema });
const BIG_LIST_BYTES = 4 * 1024 ** 2;

/** Publishing and withdrawing from the county's pages. */
export function publishStaffRoutes(deps: CountyDeps): FastifyPluginAsyncZod {
  return async (app) => {
    const uploads = createUploads(deps.config.data, deps.now, (error) => app.log.error({ err: error }, 'a publication failed'));
    // First of all: nobody else's bytes are even read.
    app.addHook('onRequest', requirePerson(deps, 'county-admin', 'county-staff'));
    app.addHook('onSend', (_request, reply, _payload, done) => {
      void reply.header('cache-control', 'no-store');
      done();
    });
    app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit: MAX_PIECE_BYTES }, (_request, body, done) => done(null, body));

    app.route({
      method: 'GET',
      url: publishPaths.uploads,
      schema: { summary: 'List the uploads that are under way', tags, security, response: { 200: uploadsSchema } },
      handler: async () => ({ uploads: [...(await uploads.list())] }),
    });
    app.route({
      method: 'POST',
      url: publishPaths.uploads,
      bodyLimit: BIG_LIST_BYTES,
      schema: { summary: 'Begin to upload an issue', tags, security, body: newUploadSchema, response: { 200: uploadSchema } },
      handler: (request) => uploads.begin(personOf(request).name, request.body.files),
    });
    app.route({
      method: 'GET',
      url: publishPaths.upload(':id'),
      schema: { summary: 'Ask how far an upload and its publication are', tags, security, params: upload, response: { 200: uploadSchema } },
      handler: (request) => uploads.find(request.params.id),
    });
    app.route({
      method: 'DELETE',
      url: publishPaths.upload(':id'),
      schema: { summary: 'Give an upload up', tags, security, params: upload, response: { 204: z.null() } },
      handler: async (request, reply) => {
        await uploads.remove(request.params.id);
        return reply.code(204).send(null);
      },
    });
    app.route({
      method: 'POST',
      url: publishPaths.files(':id'),
      bodyLimit: BIG_LIST_BYTES,
      schema: { summary: 'Add files to an upload, or begin some anew', tags, security, params: upload, body: newUploadSchema, response: { 200: uploadSchema } },
      handler: (request) => uploads.add(request.params.id, request.body.files),
    });
    app.route({
      method: 'PUT',
      url: publishPaths.file(':id', ':at'),
      bodyLimit: MAX_PIECE_BYTES,
      // A film is thousands of pieces.
      config: { rateLimit: false },
      schema: {
        summary: 'Send the next piece of a file',
        description: '`application/octet-stream`; `offset` is where the file stands. A refusal `upload-out-of-step` tells where that really is.',
        tags,
        security,
        params: z.strictObject({ id: uuidSchema, at: z.coerce.number().int().min(0) }),
        querystring: z.strictObject({ offset: z.coerce.number().int().min(0) }),
        response: { 200: pieceAnswerSchema },
      },
      handler: async (request) => {
        const { body } = request;
        if (!Buffer.isBuffer(body) || body.length === 0) throw new CountyError('bad-request', 400, 'A piece is sent as application/octet-stream and has at least one byte.');
        return { doneBytes: await uploads.write(request.params.id, request.params.at, request.query.offset, body) };
      },
    });
    app.route({
      method: 'GET',
      url: publishPaths.preview(':id'),
      schema: { summary: 'Look at what would be published', tags, security, params: upload, response: { 200: previewSchema } },
      handler: async (request) => previewFolder(deps, await uploads.folder(request.params.id)),
    });
    app.route({
      method: 'POST',
      url: publishPaths.publication(':id'),
      schema: { summary: 'Publish an upload; ask for the upload to see how far it is', tags, security, params: upload, response: { 202: z.null() } },
      handler: async (request, reply) => {
        await uploads.folder(request.params.id);
        await uploads.publish(request.params.id, (folder, tell) => publication(deps, folder, actorOf(request), tell));
        return reply.code(202).send(null);
      },
    });
    app.route({
      method: 'GET',
      url: publishPaths.issues,
      schema: { summary: 'List what was published', tags, security, response: { 200: issuesAnswerSchema } },
      handler: async () => ({ issues: await listIssues(deps) }),
    });
    app.route({
      method: 'POST',
      url: '/v1/admin/issues/:issue/withdrawal',
      schema: {
        summary: 'Withdraw an issue or a program, or bring it back',
        tags,
        security,
        params: z.strictObject({ issue: slugSchema }),
        body: withdrawalSchema,
        response: { 200: withdrawalAnswerSchema },
      },
      handler: (request) => withdraw(deps, { issue: request.params.issue, ...request.body }, actorOf(request)),
    });
    return Promise.resolve();
  };
}

async function publication(deps: CountyDeps, folder: string, by: Actor, tell: (publication: Publication) => void): Promise<Publication> {
  try {
    const { issue, version, changed, warnings } = await publishIssue(deps, folder, {
      by,
      shown: (_path, name) => name,
      onProgress: ({ doneBytes, totalBytes }) => tell({ state: 'running', doneBytes, totalBytes }),
    });
    return { state: 'done', issue, version, changed, warnings: [...warnings] };
  } catch (error) {
    if (error instanceof PublishFaultsError) return { state: 'refused', faults: [...error.publishFaults] };
    if (error instanceof DiskFullError) return { state: 'disk-full', needsBytes: error.needsBytes, freeBytes: error.freeBytes };
    throw error;
  }
}
