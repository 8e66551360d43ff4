import { expect, it, onTestFinished } from 'vitest';
import { defaultValidityRule } from '../../../contract/viewing/validity.ts';
import { memberCopySchema } from '../../../contract/usage/event.ts';
import { journalLineSchema } from '../../../contract/usage/journal-line.ts';
import { publishInformation } from '../../../county/information/base.ts';
import { publishRoster } from '../../../county/people/roster.ts';
import { publishIssue } from '../../../county/publish/publish-issue.ts';
import { issueEnrolmentCode } from '../../../county/sites/enrolment-codes.ts';
import { registerSite } from '../../../county/sites/register.ts';
import { openFeatures } from '../../../electron/features.ts';
import { systemClock } from '../../../electron/site/clock.ts';
import { openEnrolment } from '../../../electron/site/enrolment.ts';
import { createHttp } from '../../../electron/site/http.ts';
import { openIdentity } from '../../../electron/site/identity.ts';
import { writeIssue } from '../../support/county/issue-folder.ts';
import { technique } from '../../support/terminal/information.ts';
import { emptyFolder, expectProblem, onFault, problemList, until } from '../../support/terminal/surroundings.ts';
import { dongmen, openHttpCounty } from '../county/http-county.ts';

it('a terminal enrols with the real county, brings all it publishes, and reports what it did', async () => {
  const county = await openHttpCounty();
  onTestFinished(() => county.close());
  await registerSite(county.deps, dongmen);
  const issueFolder = await emptyFolder();
  await writeIssue(issueFolder);
  await publishIssue(county.deps, issueFolder);
  await publishInformation(county.deps, [technique({ id: 'ridging', title: '马铃薯高垄栽培技术' })]);
  const people = [memberCopySchema.parse({ number: '1001', name: '单秀兰' })];
  await county.deps.database.transaction((queries) => publishRoster(county.deps, queries, 'dongmen', people));
  const code = await issueEnrolmentCode(county.deps, 'dongmen');

  const folder = await emptyFolder();
  const clock = systemClock();
  const problems = problemList();
  const http = createHttp({ fetch });
  const identity = await openIdentity({ folder, clock, onProblem: problems.add });
  const enrolment = await openEnrolment({ identity, http, version: '0.1.0', onProblem: problems.add });
  const enrolled = await enrolment.enrol({ countyUrl: county.url, code: code.code, acceptInsecure: false });
  expect(enrolled).toMatchObject({ site: dongmen, rule: defaultValidityRule });

  const known = await identity.make();
  const terminal = await openFeatures({ folder, version: '0.1.0', clock, http, identity: known, enrolled, findDrives: () => Promise.resolve([]), onProblem: problems.add, onFault });
  onTestFinished(() => terminal.close());
  terminal.start();
  await until(terminal.programs.onHoldingsChanged, () => terminal.programs.programs().some((program) => program.state.state === 'here'));
  await expect.poll(() => terminal.sync.state()).toMatchObject({ line: 'online', problems: [] });
  expect(terminal.members.view()).toEqual([{ number: '1001', name: '单秀兰', initials: 'SXL' }]);
  await expect.poll(async () => (await terminal.information.item('ridging'))?.id).toBe('ridging');
  await terminal.lookups.search({ query: '马铃薯', kind: null, record: true }, null);

  const recorded = async (): Promise<string[]> => {
    terminal.uploader.tryNow();
    const rows = await county.deps.database.tables.selectFrom('journal_lines').select('line').where('journal', '=', known.journal).execute();
    return rows.map(({ line }) => journalLineSchema.parse(JSON.parse(Buffer.from(line).toString())).type).sort();
  };
  await expect.poll(recorded, { timeout: 20_000 }).toEqual(['issue.completed', 'lookup.searched']);
  expect(problems.list).toEqual([]);

  const other = await emptyFolder();
  const again = await openEnrolment({ identity: await openIdentity({ folder: other, clock, onProblem: problems.add }), http, version: '0.1.0', onProblem: problems.add });
  await expectProblem('enrolment-code-used', () => again.enrol({ countyUrl: county.url, code: code.code, acceptInsecure: false }));
});
