import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { uuidSchema } from '../../contract/values.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { actorOf, recordChange } from '../audit/record.ts';
import { addAccount, listAccounts, setupNeeded } from './accounts.ts';
import { changeAccount } from './change-account.ts';
import { createMachineToken, listMachineTokens, withdrawMachineToken } from './machine-tokens.ts';
import { hashPassword } from './password.ts';
import { personOf, requireAnyPerson, requirePerson } from './require-person.ts';
import { refuseForeignPages } from './same-origin.ts';
import {
  accountChangeSchema,
  accountPaths,
  accountSchema,
  accountsAnswerSchema,
  machineNameSchema,
  machineTokensSchema,
  madeMachineTokenSchema,
  newAccountSchema,
  newMachineTokenSchema,
  passwordChangeSchema,
  sessionAnswerSchema,
  setupRequestSchema,
  signInRequestSchema,
} from './schemas.ts';
import { beginSession, endSession, findSignedIn } from './sessions.ts';
import { useSetupToken } from './setup.ts';
import { signIn, toPerson } from './sign-in.ts';

const tags = ['people'];
const security = [{ person: [] }];
/** A set-up token has 256 bits; this only keeps the log short. */
const SETUPS_PER_MINUTE = 20;

/** How people get in, and who may. */
export function accountsRoutes(deps: CountyDeps): FastifyPluginAsyncZod {
  const { database } = deps;
  const onlyAdmin = requirePerson(deps, 'county-admin');
  return async (app) => {
    app.addHook('onRequest', async (request) => {
      refuseForeignPages(request, deps.config);
      return Promise.resolve();
    });
    app.addHook('onSend', (_request, reply, _payload, done) => {
      void reply.header('cache-control', 'no-store');
      done();
    });

    app.route({
      method: 'GET',
      url: accountPaths.session,
      schema: { summary: 'Ask who is signed in', tags, security, response: { 200: sessionAnswerSchema } },
      handler: async (request) => {
        const person = await findSignedIn(deps, request);
        return { person: person === null ? null : toPerson(person), setupNeeded: await setupNeeded(database.tables), mustChange: person?.mustChange ?? false };
      },
    });
    app.route({
      method: 'POST',
      url: accountPaths.session,
      schema: { summary: 'Sign in', tags, body: signInRequestSchema, response: { 200: sessionAnswerSchema } },
      handler: async (request, reply) => {
        const person = await signIn(deps, request.body, request);
        await beginSession(deps, person.account, request, reply);
        return { person: toPerson(person), setupNeeded: false, mustChange: person.mustChange };
      },
    });
    app.route({
      method: 'DELETE',
      url: accountPaths.session,
      schema: { summary: 'Sign out', tags, security, response: { 204: z.null() } },
      handler: async (request, reply) => {
        await endSession(deps, request, reply);
        return reply.code(204).send(null);
      },
    });
    app.route({
      method: 'POST',
      url: accountPaths.password,
      preHandler: requireAnyPerson(deps),
      schema: { summary: 'Choose another password', tags, security, body: passwordChangeSchema, response: { 204: z.null() } },
      handler: async (request, reply) => {
        const { account, name } = personOf(request);
        await signIn(deps, { name, password: request.body.old }, request);
        await changeAccount(database, account, { password: request.body.new }, actorOf(request), deps.now());
        await beginSession(deps, account, request, reply);
        return reply.code(204).send(null);
      },
    });
    app.route({
      method: 'POST',
      url: accountPaths.setup,
      config: { rateLimit: { max: SETUPS_PER_MINUTE, timeWindow: '1 minute' } },
      schema: { summary: 'Make the first account with a set-up token, or get back in', tags, body: setupRequestSchema, response: { 200: sessionAnswerSchema } },
      handler: async (request, reply) => {
        const account = await useSetupToken(database, request.body, deps.now());
        await beginSession(deps, account.id, request, reply);
        return { person: toPerson(account), setupNeeded: false, mustChange: false };
      },
    });
    app.route({
      method: 'GET',
      url: accountPaths.accounts,
      preHandler: onlyAdmin,
      schema: { summary: 'List the accounts', tags, security, response: { 200: accountsAnswerSchema } },
      handler: async () => ({ accounts: await listAccounts(database.tables, deps.now()) }),
    });
    app.route({
      method: 'POST',
      url: accountPaths.accounts,
      preHandler: onlyAdmin,
      schema: { summary: 'Add an account', tags, security, body: newAccountSchema, response: { 200: accountSchema } },
      handler: async (request) => {
        const { township } = request.body;
        const known = township === null ? true : await database.tables.selectFrom('townships').select('id').where('id', '=', township).executeTakeFirst();
        if (known === undefined) throw new CountyError('bad-request', 400, `The county has no township called ${township}.`);
        const passwordHash = await hashPassword(request.body.password);
        return database.transaction(async (queries) => {
          const account = await addAccount(queries, request.body, passwordHash, deps.now(), { mustChange: true });
          const { name: subject, role } = account;
          await recordChange(queries, actorOf(request), deps.now(), { action: 'account.added', subject, township, after: { role, township } });
          return account;
        });
      },
    });
    app.route({
      method: 'PATCH',
      url: accountPaths.account(':id'),
      preHandler: onlyAdmin,
      schema: {
        summary: 'Give an account another password, disable it, or let a locked one in again',
        tags,
        security,
        params: z.strictObject({ id: uuidSchema }),
        body: accountChangeSchema,
        response: { 200: accountSchema },
      },
      handler: async (request) => changeAccount(database, request.params.id, request.body, actorOf(request), deps.now()),
    });
    app.route({
      method: 'GET',
      url: accountPaths.tokens,
      preHandler: onlyAdmin,
      schema: { summary: 'List the machines that may read', tags, security, response: { 200: machineTokensSchema } },
      handler: async () => ({ tokens: await listMachineTokens(database.tables) }),
    });
    app.route({
      method: 'POST',
      url: accountPaths.tokens,
      preHandler: onlyAdmin,
      schema: { summary: 'Make a token for a machine; it is shown this once', tags, security, body: newMachineTokenSchema, response: { 200: madeMachineTokenSchema } },
      handler: async (request) => ({ name: request.body.name, token: await createMachineToken(deps, request.body.name, actorOf(request)) }),
    });
    app.route({
      method: 'DELETE',
      url: '/v1/admin/tokens/:name',
      preHandler: onlyAdmin,
      schema: { summary: 'Withdraw a machine’s token', tags, security, params: z.strictObject({ name: machineNameSchema }), response: { 204: z.null() } },
      handler: async (request, reply) => {
        await withdrawMachineToken(deps, request.params.name, actorOf(request));
        return reply.code(204).send(null);
      },
    });
    return Promise.resolve();
  };
}
