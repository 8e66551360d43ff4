import { createHash, randomUUID } from 'node:crypto';
import { enrolmentProof, sameProof } from '../../contract/site/enrolment-code.ts';
import { enrolmentGrantSchema } from '../../contract/site/enrolment.ts';
import type { EnrolmentRequest } from '../../contract/site/enrolment.ts';
import type { Queries } from '../database/database.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { findSite } from './register.ts';
import { hashToken, terminalToken } from './terminal-token.ts';

/**
 * Enrols a terminal by a one-time code and returns the grant as a JWS. The same request sent again, because its answer
 * was lost, gets the same terminal and token again until the code expires.
 * @throws CountyError `enrolment-code-unknown`, `-used`, `-expired`, `enrolment-proof-wrong`, or `forbidden` for a journal
 * that belongs to another key or site
 */
export async function enrol(deps: CountyDeps, request: EnrolmentRequest): Promise<string> {
  return deps.database.transaction(async (queries) => {
    const code = await queries.selectFrom('enrolment_codes').selectAll().where('code', '=', request.codeId).forUpdate().executeTakeFirst();
    if (code === undefined) throw new CountyError('enrolment-code-unknown', 404, 'The county has given out no such code.');
    if (code.withdrawn_at !== null) throw new CountyError('enrolment-code-expired', 410, 'The county has withdrawn this code.');
    const digest = requestDigest(request);
    if (code.used_at !== null) {
      const again = code.request_digest === digest && code.expires_at > deps.now();
      const given = again ? await grant(deps, queries, request.journal, code.code) : null;
      if (given === null) throw new CountyError('enrolment-code-used', 409, 'This code has been used.');
      return given;
    }
    if (code.secret === null || !sameProof(request.proof, enrolmentProof(code.secret, request.publicKey.x, request.journal))) {
      throw new CountyError('enrolment-proof-wrong', 403, 'The request does not show that the whole code is known.');
    }
    if (code.expires_at <= deps.now()) throw new CountyError('enrolment-code-expired', 410, 'This code has expired.');
    await enterTerminal(deps, queries, request, code);
    await queries
      .updateTable('enrolment_codes')
      .set({ secret: null, used_at: deps.now(), journal: request.journal, request_digest: digest })
      .where('code', '=', code.code)
      .execute();
    const given = await grant(deps, queries, request.journal, code.code);
    if (given === null) throw new Error('The terminal that was entered does not have its token.');
    return given;
  });
}

/** A journal keeps its key and its site for ever; a new code for the same terminal gives it a new token. */
async function enterTerminal(deps: CountyDeps, queries: Queries, request: EnrolmentRequest, code: { code: string; site: string }): Promise<void> {
  const known = await queries.selectFrom('terminals').selectAll().where('journal', '=', request.journal).forUpdate().executeTakeFirst();
  if (known !== undefined && (known.public_key_x !== request.publicKey.x || known.site !== code.site)) {
    throw new CountyError('forbidden', 403, 'This journal belongs to another terminal.');
  }
  const terminal = known?.terminal ?? randomUUID();
  const token = await terminalToken(deps.keys, { journal: request.journal, terminal, code: code.code });
  const row = { token_hash: hashToken(token), enrolled_at: deps.now(), version: request.version };
  await queries
    .insertInto('terminals')
    .values({ journal: request.journal, terminal, site: code.site, public_key_x: request.publicKey.x, ...row })
    .onConflict((conflict) => conflict.column('journal').doUpdateSet(row))
    .execute();
}

/** The grant of this code; null when the terminal has enrolled again by a later one, which ended this one's token. */
async function grant(deps: CountyDeps, queries: Queries, journal: string, code: string): Promise<string | null> {
  const terminal = await queries.selectFrom('terminals').selectAll().where('journal', '=', journal).executeTakeFirstOrThrow();
  const token = await terminalToken(deps.keys, { journal, terminal: terminal.terminal, code });
  if (hashToken(token) !== terminal.token_hash) return null;
  const payload = {
    kind: 'enrolment/1',
    terminal: terminal.terminal,
    journal,
    site: await findSite(queries, terminal.site),
    county: { name: deps.config.name, publicKey: deps.keys.publicKey },
    rule: deps.config.rule,
    courses: deps.config.courses,
    grantedAt: terminal.enrolled_at.toISOString(),
    token,
  };
  return deps.keys.sign(enrolmentGrantSchema.parse(payload));
}

/** What tells one request from another, without keeping its proof. */
function requestDigest(request: EnrolmentRequest): string {
  const { codeId, journal, publicKey, proof } = request;
  return createHash('sha256').update([codeId, journal, publicKey.x, proof].join('\n')).digest('hex');
}
