import { accountPaths, accountSchema, accountsAnswerSchema, machineTokensSchema, madeMachineTokenSchema } from '../../accounts/schemas.ts';
import type { Account, AccountChange, MachineTokens, NewAccount, PasswordChange } from '../../accounts/schemas.ts';
import { AUDIT_PATH, auditAnswerSchema } from '../../audit/schemas.ts';
import type { AuditAnswer, AuditQuery } from '../../audit/schemas.ts';
import { ask, send } from '../api.ts';

/** Everybody who may sign in. What stands in the question makes it another one, to ask anew. */
export async function askAccounts(_question: string, signal: AbortSignal): Promise<readonly Account[]> {
  return (await ask('GET', accountPaths.accounts, accountsAnswerSchema, { signal })).accounts;
}

export const addAccount = (account: NewAccount): Promise<Account> => ask('POST', accountPaths.accounts, accountSchema, { body: account });

export const changeAccount = (id: string, change: AccountChange): Promise<Account> => ask('PATCH', accountPaths.account(id), accountSchema, { body: change });

export const changePassword = (change: PasswordChange): Promise<Response> => send('POST', accountPaths.password, { body: change });

export async function askTokens(_question: string, signal: AbortSignal): Promise<MachineTokens['tokens']> {
  return (await ask('GET', accountPaths.tokens, machineTokensSchema, { signal })).tokens;
}

export const makeToken = (name: string) => ask('POST', accountPaths.tokens, madeMachineTokenSchema, { body: { name } });

export const withdrawToken = (name: string): Promise<Response> => send('DELETE', accountPaths.token(name), {});

/** What was changed; the question is the address. */
export const askAudit = (question: string, signal: AbortSignal): Promise<AuditAnswer> => ask('GET', question, auditAnswerSchema, { signal });

export function auditQuestion(query: AuditQuery): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, String(value)]]));
  return `${AUDIT_PATH}?${new URLSearchParams(given).toString()}`;
}
