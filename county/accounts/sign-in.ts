import type { FastifyRequest } from 'fastify';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { nameKey } from './accounts.ts';
import { countAttempt, forgiveAttempt } from './failures.ts';
import { isPassword } from './password.ts';
import type { Person, SignInRequest } from './schemas.ts';
import type { SignedIn } from './sessions.ts';

/**
 * The person of this name and password. Throws CountyError `unauthorized`, which does not tell which of the two was wrong,
 * or `rate-limited` with `waitSeconds`.
 */
export async function signIn(deps: CountyDeps, { name, password }: SignInRequest, request: FastifyRequest): Promise<SignedIn> {
  const key = nameKey(name);
  await countAttempt(deps.database, key, request.ip, deps.now());
  const found = await deps.database.tables
    .selectFrom('accounts')
    .select(['account', 'name', 'role', 'township', 'password', 'must_change'])
    .where('name_key', '=', key)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  if (!(await isPassword(password, found?.password ?? null)) || found === undefined) {
    throw new CountyError('unauthorized', 401, 'The name or the password is wrong.');
  }
  await forgiveAttempt(deps.database.tables, key, request.ip, deps.now());
  const { account, role, township } = found;
  return { account, name: found.name, role, township, mustChange: found.must_change };
}

/** What others may know of who is signed in. */
export function toPerson({ name, role, township }: Person): Person {
  return { name, role, township };
}
