import { onTestFinished } from 'vitest';
import type { Problem } from '../../../contract/problem.ts';
import { issueEnrolmentCode } from '../../../county/sites/enrolment-codes.ts';
import { openFeatures } from '../../../electron/features.ts';
import type { Features, FeaturesOptions } from '../../../electron/features.ts';
import { systemClock } from '../../../electron/site/clock.ts';
import { openEnrolment } from '../../../electron/site/enrolment.ts';
import { createHttp } from '../../../electron/site/http.ts';
import type { Fetch } from '../../../electron/site/http.ts';
import { openIdentity } from '../../../electron/site/identity.ts';
import { emptyFolder, onFault } from '../../support/terminal/surroundings.ts';
import type { HttpCounty } from '../county/http-county.ts';

/** A terminal that has enrolled with the county for the site `dongmen`. It talks with it only after `start`. Ended after the test. */
export async function enrolledTerminal(
  county: HttpCounty,
  { fetch: throughFetch = fetch, ...options }: Partial<FeaturesOptions> & { readonly fetch?: Fetch } = {},
): Promise<{ readonly terminal: Features; readonly journal: string }> {
  const { code } = await issueEnrolmentCode(county.deps, 'dongmen');
  const [folder, clock, http] = [await emptyFolder(), systemClock(), createHttp({ fetch: throughFetch })];
  const onProblem = (problem: Problem): void => onFault(new Error(problem.code));
  const store = await openIdentity({ folder, clock, onProblem });
  const enrolment = await openEnrolment({ identity: store, http, version: '0.1.0', onProblem });
  const enrolled = await enrolment.enrol({ countyUrl: county.url, code, acceptInsecure: false });
  const identity = await store.make();
  const findDrives = (): Promise<readonly []> => Promise.resolve([]);
  const terminal = await openFeatures({ folder, version: '0.1.0', clock, http, identity, enrolled, findDrives, onProblem, onFault, ...options });
  onTestFinished(() => terminal.close());
  return { terminal, journal: identity.journal };
}
