import type { Migration } from '../migrate.ts';
import { ingestAndAccounts } from './0001-ingest-and-accounts.ts';
import { sitesAndPublications } from './0002-sites-and-publications.ts';
import { correctedTimes } from './0003-corrected-times.ts';
import { withdrawals } from './0004-withdrawals.ts';
import { informationVersions } from './0005-information-versions.ts';
import { informationItems } from './0006-information-items.ts';
import { questionsAndAnswers } from './0007-questions-and-answers.ts';
import { plansActivitiesEvidence } from './0008-plans-activities-evidence.ts';
import { coursePlans } from './0009-course-plans.ts';
import { oversight } from './0010-oversight.ts';
import { registerAndReports } from './0011-register-and-reports.ts';
import { releases } from './0012-releases.ts';
import { partitionedLines } from './0013-partitioned-lines.ts';

/** Every migration in order. One that was released is never changed: a new one follows it. */
export const migrations: readonly Migration[] = [ingestAndAccounts, sitesAndPublications, correctedTimes, withdrawals, informationVersions, informationItems, questionsAndAnswers, plansActivitiesEvidence, coursePlans, oversight, registerAndReports, releases, partitionedLines];
