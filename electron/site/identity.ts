import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { Problem } from '../../contract/problem.ts';
import { publicKeySchema } from '../../contract/site/enrolment.ts';
import type { PublicKey } from '../../contract/site/enrolment.ts';
import { journalIdSchema } from '../../contract/usage/journal-line.ts';
import type { JournalId } from '../../contract/usage/journal-line.ts';
import type { Clock } from './clock.ts';
import { openStore } from './store.ts';
import type { Store } from './store.ts';

/** The terminal's key and the journal it signs for. */
export interface Identity {
  readonly journal: JournalId;
  readonly publicKey: PublicKey;
  /** Ed25519. Stays on this machine. */
  readonly privateKey: KeyObject;
}

const dataSchema = z.strictObject({
  identity: z.strictObject({ journal: journalIdSchema, privateKeyPem: z.string().min(1) }).nullable(),
  /** What the county granted: its text, checked again at every start, and the fingerprint that pins its key. */
  enrolment: z
    .strictObject({ countyUrl: z.string(), fingerprint: z.string(), grant: z.string() })
    .nullable(),
});
type IdentityData = z.infer<typeof dataSchema>;
type KeptEnrolment = NonNullable<IdentityData['enrolment']>;

/** Where the identity and the enrolment are kept: one file, for the owner alone, so that they change together. */
export interface IdentityStore {
  /** Null until `make` was called once. */
  readonly identity: () => Identity | null;
  /** The identity; makes it the first time, and resolves when it is durable. */
  readonly make: () => Promise<Identity>;
  readonly enrolment: () => KeptEnrolment | null;
  readonly keepEnrolment: (enrolment: KeptEnrolment) => Promise<void>;
}

/** Opens `identity.json` in the data folder. */
export async function openIdentity(options: {
  readonly folder: string;
  readonly clock: Pick<Clock, 'wall'>;
  readonly onProblem: (problem: Problem) => void;
}): Promise<IdentityStore> {
  const store: Store<IdentityData> = await openStore({
    file: join(options.folder, 'identity.json'),
    version: 1,
    schema: dataSchema,
    initial: { identity: null, enrolment: null },
    secret: true,
    clock: options.clock,
    onProblem: options.onProblem,
  });
  let identity = read(store.read());
  return {
    identity: () => identity,
    make: async () => {
      const data = await store.update((known) => (known.identity === null ? { ...known, identity: fresh() } : known));
      identity ??= read(data);
      return identity ?? Promise.reject(new Error('the identity was written but cannot be read'));
    },
    enrolment: () => store.read().enrolment,
    keepEnrolment: async (enrolment) => {
      await store.update((known) => ({ ...known, enrolment }));
    },
  };
}

function fresh(): IdentityData['identity'] {
  const { privateKey } = generateKeyPairSync('ed25519');
  return { journal: journalIdSchema.parse(randomUUID()), privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

function read({ identity }: IdentityData): Identity | null {
  if (identity === null) return null;
  const privateKey = createPrivateKey(identity.privateKeyPem);
  const publicKey = publicKeySchema.parse(createPublicKey(privateKey).export({ format: 'jwk' }));
  return { journal: identity.journal, publicKey, privateKey };
}
