import { expect } from 'vitest';
import { accountPaths } from '../../../county/accounts/schemas.ts';
import type { Role } from '../../../county/accounts/schemas.ts';
import { addAccount } from '../../../county/accounts/accounts.ts';
import { hashPassword } from '../../../county/accounts/password.ts';
import type { TestCounty } from './open-county.ts';

const password = 'ridge the potatoes';
let names = 0;

/** Adds a person with this role, signs in, and returns the header that requests of theirs carry. */
export async function signedIn({ app, deps }: TestCounty, role: Role, township: string | null = null): Promise<{ cookie: string }> {
  names += 1;
  const name = `person${names}`;
  await addAccount(deps.database.tables, { name, role, township }, await hashPassword(password), deps.now());
  const answer = await app.inject({ method: 'POST', url: accountPaths.session, payload: { name, password }, remoteAddress: `10.2.0.${names}` });
  expect(answer.statusCode, answer.body).toBe(200);
  return { cookie: `session=${answer.cookies.find((cookie) => cookie.name === 'session')?.value ?? ''}` };
}
