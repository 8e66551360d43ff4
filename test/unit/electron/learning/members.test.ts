import { describe, expect, it } from 'vitest';
import { rosterSchema } from '../../../../contract/site/roster.ts';
import { openMembers } from '../../../../electron/learning/members.ts';
import { readSigned } from '../../../../electron/site/signed.ts';
import { countyKey } from '../../../support/terminal/signing.ts';
import { emptyFolder, expectProblem, problemList, problemOf, testClock } from '../../../support/terminal/surroundings.ts';

const key = countyKey();

async function members(folder?: string) {
  const at = folder ?? (await emptyFolder());
  const opened = await openMembers({ folder: at, countyKey: key.publicKey, site: () => 'dongmen', clock: testClock(), onProblem: problemList().add });
  const bring = async (version: number, people: readonly { number: string; name: string }[], site = 'dongmen') => {
    const text = key.sign({ kind: 'roster/1', site, version, publishedAt: '2026-11-20T09:00:00Z', members: people });
    return opened.accept(await readSigned(text, key.publicKey, rosterSchema, 'roster'));
  };
  return { folder: at, members: opened, bring };
}

describe('the members of a site', () => {
  it('are those of the roster, with their initials, after a restart too', async () => {
    const { folder, members: first, bring } = await members();
    let told = 0;
    first.onChanged(() => (told += 1));
    await bring(1, [{ number: '0012', name: '曾秀英' }, { number: '13', name: '单大山' }]);
    expect(told).toBe(1);
    const view = [{ number: '0012', name: '曾秀英', initials: 'ZXY' }, { number: '13', name: '单大山', initials: 'SDS' }];
    expect(first.view()).toEqual(view);
    expect((await members(folder)).members.view()).toEqual(view);
  });

  it('are found by number, in which leading zeros count', async () => {
    const { members: opened, bring } = await members();
    await bring(1, [{ number: '0012', name: '曾秀英' }]);
    expect(opened.byNumber('0012')).toEqual({ number: '0012', name: '曾秀英' });
    expect(opened.byNumber(' ００12 ')).toEqual({ number: '0012', name: '曾秀英' });
    expect(await problemOf(() => opened.byNumber('12'))).toEqual({ code: 'member-unknown', data: { number: '12' } });
    await expectProblem('member-unknown', () => opened.byNumber('__proto__'));
  });

  it('are nobody before a roster has come, and when it is empty', async () => {
    const { members: opened, bring } = await members();
    expect(opened.size()).toBe(0);
    await expectProblem('roster-empty', () => opened.byNumber('1'));
    await bring(1, []);
    await expectProblem('roster-empty', () => opened.byNumber('1'));
  });

  it('do not become those of an older roster or of another site', async () => {
    const { members: opened, bring } = await members();
    await bring(2, [{ number: '1', name: '王秀英' }]);
    await expectProblem('version-older', () => bring(1, []));
    await expectProblem('content-damaged', () => bring(3, [], 'ximen'));
    expect(await bring(2, [])).toBe(false);
    expect(opened.size()).toBe(1);
    expect(opened.version()).toBe(2);
  });
});
