import type { Migration } from '../migrate.ts';
import { ingestAndAccounts } from './0001-ingest-and-accounts.ts';
import { sitesAndPublications } from './0002-sites-and-publications.ts';

/** Every migration in order. One that was released is never changed: a new one follows it. */
export const migrations: readonly Migration[] = [ingestAndAccounts, sitesAndPublications];
