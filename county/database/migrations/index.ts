import type { Migration } from '../migrate.ts';
import { ingestAndAccounts } from './0001-ingest-and-accounts.ts';
import { sitesAndPublications } from './0002-sites-and-publications.ts';
import { correctedTimes } from './0003-corrected-times.ts';
import { withdrawals } from './0004-withdrawals.ts';
import { informationVersions } from './0005-information-versions.ts';

/** Every migration in order. One that was released is never changed: a new one follows it. */
export const migrations: readonly Migration[] = [ingestAndAccounts, sitesAndPublications, correctedTimes, withdrawals, informationVersions];
