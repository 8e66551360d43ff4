import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { MAX_PICTURE_BYTES } from '../../contract/information/item.ts';
import { slugSchema } from '../../contract/values.ts';
import { personOf, requirePerson } from '../accounts/require-person.ts';
import { actorOf } from '../audit/record.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import type { Editor } from './item-rows.ts';
import { findItem, listItems, removeItem, restoreItem, revertItem, saveItem } from './items.ts';
import { listVersions, pendingChanges } from './pending.ts';
import { storePicture } from './pictures.ts';
import { publishDrafts } from './publish.ts';
import {
  informationPaths,
  itemAnswerSchema,
  itemChangeSchema,
  itemsAnswerSchema,
  itemsQuerySchema,
  pendingAnswerSchema,
  pictureAnswerSchema,
  publicationAnswerSchema,
  publicationRequestSchema,
  revisionSchema,
  synonymsAnswerSchema,
  synonymsChangeSchema,
  versionsAnswerSchema,
} from './schemas.ts';
import { findSynonyms, setSynonyms } from './synonyms.ts';
import { dayOf } from './today.ts';

const tags = ['people'];
const security = [{ person: [] }];
const itemParams = z.strictObject({ id: slugSchema.max(120) });
/** A technique with thirty long steps, or all synonyms. */
const BIG_BODY_BYTES = 2 * 1024 ** 2;

/** Editing and publishing the wealth information. Everyone who signed in may look. */
export function informationStaffRoutes(deps: CountyDeps): FastifyPluginAsyncZod {
  const { database } = deps;
  const staff = requirePerson(deps, 'county-admin', 'county-staff');
  const editorOf = (request: Parameters<typeof personOf>[0]): Editor => ({ at: deps.now(), by: personOf(request).name });
  return async (app) => {
    app.addHook('onRequest', requirePerson(deps));
    app.addHook('onSend', (_request, reply, _payload, done) => {
      void reply.header('cache-control', 'no-store');
      done();
    });
    app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit: MAX_PICTURE_BYTES }, (_request, body, done) => done(null, body));

    app.route({
      method: 'GET',
      url: informationPaths.items,
      schema: { summary: 'List the items of the wealth information', tags, security, querystring: itemsQuerySchema, response: { 200: itemsAnswerSchema } },
      handler: (request) => listItems(database.tables, request.query, dayOf(deps.now())),
    });
    app.route({
      method: 'GET',
      url: '/v1/admin/information/items/:id',
      schema: { summary: 'An item as staff have it, with its history', tags, security, params: itemParams, response: { 200: itemAnswerSchema } },
      handler: (request) => findItem(database.tables, request.params.id),
    });
    app.route({
      method: 'PUT',
      url: '/v1/admin/information/items/:id',
      onRequest: staff,
      bodyLimit: BIG_BODY_BYTES,
      schema: { summary: 'Add or change an item; terminals get it when it is published', tags, security, params: itemParams, body: itemChangeSchema, response: { 200: itemAnswerSchema } },
      handler: async (request) => {
        const { item, revision } = request.body;
        if (item.id !== request.params.id) throw new CountyError('bad-request', 400, 'The item has another id than its address.');
        await database.transaction((queries) => saveItem(queries, item, revision, editorOf(request)));
        return findItem(database.tables, item.id);
      },
    });
    const moves = [
      { method: 'DELETE', url: '/v1/admin/information/items/:id', summary: 'Remove an item; it can be brought back', run: removeItem },
      { method: 'POST', url: '/v1/admin/information/items/:id/restoration', summary: 'Bring a removed item back', run: restoreItem },
      { method: 'POST', url: '/v1/admin/information/items/:id/reversion', summary: 'Give the changes up: the item is again as terminals have it', run: revertItem },
    ] as const;
    for (const { method, url, summary, run } of moves) {
      app.route({
        method,
        url,
        onRequest: staff,
        schema: { summary, tags, security, params: itemParams, querystring: revisionSchema, response: { 200: itemAnswerSchema } },
        handler: async (request) => {
          await database.transaction((queries) => run(queries, request.params.id, request.query.revision, editorOf(request)));
          return findItem(database.tables, request.params.id);
        },
      });
    }
    app.route({
      method: 'GET',
      url: informationPaths.pending,
      schema: { summary: 'What publishing would change', tags, security, response: { 200: pendingAnswerSchema } },
      handler: () => database.transaction(pendingChanges),
    });
    app.route({
      method: 'POST',
      url: informationPaths.publication,
      onRequest: staff,
      schema: { summary: 'Publish the changes that were shown', tags, security, body: publicationRequestSchema, response: { 200: publicationAnswerSchema } },
      handler: (request) => database.transaction((queries) => publishDrafts(deps, queries, actorOf(request), request.body.mark)),
    });
    app.route({
      method: 'GET',
      url: informationPaths.versions,
      schema: { summary: 'The last versions that were published', tags, security, response: { 200: versionsAnswerSchema } },
      handler: () => database.transaction(listVersions),
    });
    app.route({
      method: 'GET',
      url: informationPaths.synonyms,
      schema: { summary: 'The county’s words for the same thing', tags, security, response: { 200: synonymsAnswerSchema } },
      handler: async () => {
        const { groups, revision } = await findSynonyms(database.tables);
        return { groups: groups.map((group) => [...group]), revision };
      },
    });
    app.route({
      method: 'PUT',
      url: informationPaths.synonyms,
      onRequest: staff,
      bodyLimit: BIG_BODY_BYTES,
      schema: { summary: 'Change the words for the same thing', tags, security, body: synonymsChangeSchema, response: { 200: synonymsAnswerSchema } },
      handler: async (request) => {
        const { groups, revision } = request.body;
        const now = await database.transaction((queries) => setSynonyms(queries, groups, editorOf(request), revision));
        return { groups, revision: now };
      },
    });
    app.route({
      method: 'POST',
      url: informationPaths.pictures,
      onRequest: staff,
      bodyLimit: MAX_PICTURE_BYTES,
      schema: {
        summary: 'Upload a picture of a technique',
        description: '`application/octet-stream`; JPEG, PNG or WebP. A table names it by `name`.',
        tags,
        security,
        querystring: z.strictObject({ name: z.string().trim().min(1).max(200) }),
        response: { 200: pictureAnswerSchema },
      },
      handler: async (request) => {
        const { body } = request;
        if (!Buffer.isBuffer(body)) throw new CountyError('bad-request', 400, 'A picture is sent as application/octet-stream.');
        return storePicture(deps, request.query.name, body, editorOf(request));
      },
    });
    return Promise.resolve();
  };
}
