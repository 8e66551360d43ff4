import { describe, expect, it, onTestFinished } from 'vitest';
import type { InformationItem } from '../../../../contract/information/item.ts';
import { informationViewSchema } from '../../../../contract/ipc/topics.ts';
import { openInformation } from '../../../../electron/information/information.ts';
import { technique } from '../../../support/terminal/information.ts';
import { countyKey } from '../../../support/terminal/signing.ts';
import { emptyFolder, expectProblem, onFault, problemList, testClock, until } from '../../../support/terminal/surroundings.ts';

const key = countyKey();

async function information(folder?: string, clock = testClock()) {
  const at = folder ?? (await emptyFolder());
  const opened = await openInformation({ folder: at, countyKey: key.publicKey, clock, onProblem: problemList().add, onFault });
  onTestFinished(() => opened.close());
  const bring = async (version: number, items: readonly InformationItem[], publishedAt = '2026-11-20T09:00:00.000+08:00') => {
    const text = key.sign({ kind: 'information/1', version, publishedAt, items });
    return opened.accept(Buffer.from(text));
  };
  const ids = async (query = ''): Promise<string[]> => (await opened.find(query, null, 200)).hits.map((item) => item.id);
  return { folder: at, information: opened, bring, ids };
}

describe('the wealth information', () => {
  it('is empty before it has come', async () => {
    const { information: opened, ids } = await information();
    expect(await ids()).toEqual([]);
    expect(opened.view()).toMatchObject({ version: 0, publishedAt: null, counts: { technique: 0, contact: 0 } });
    expect(informationViewSchema.parse(opened.view())).toEqual(opened.view());
  });

  it('takes the place of the version before at once when its index is ready, and is there after a restart', async () => {
    const { folder, information: opened, bring, ids } = await information();
    await bring(1, [technique({ id: 'a', title: '滴灌' })]);
    await until(opened.onChanged, () => opened.version() === 1);
    await bring(2, [technique({ id: 'b', title: '滴灌' })]);
    await until(opened.onChanged, () => opened.version() === 2);
    expect(await opened.item('a')).toBeNull();
    expect(await ids('滴灌')).toEqual(['b']);
    expect(opened.view()).toMatchObject({ version: 2, counts: { technique: 1 } });
    expect(await (await information(folder)).ids('滴灌')).toEqual(['b']);
  });

  it('ends with the newest when two versions come at once', async () => {
    const { information: opened, bring, ids } = await information();
    const many = Array.from({ length: 200 }, (_, index) => technique({ id: `old-${index}`, title: '滴灌' }));
    await Promise.all([bring(1, many), bring(2, [technique({ id: 'b', title: '滴灌' })])]);
    await until(opened.onChanged, () => opened.version() === 2);
    await expect.poll(() => ids('滴灌')).toEqual(['b']);
  });

  it('does not go back to an older version', async () => {
    const { bring } = await information();
    await bring(2, []);
    await expectProblem('version-older', () => bring(1, []));
  });

  it('neither counts nor finds what has expired, but can still open it', async () => {
    const { information: opened, bring, ids } = await information();
    await bring(1, [technique({ id: 'past', title: '过期', expires: '2026-11-22' }), technique({ id: 'now', title: '今天', expires: '2026-11-23' })]);
    await until(opened.onChanged, () => opened.version() === 1);
    expect(await ids()).toEqual(['now']);
    expect(opened.view().counts.technique).toBe(1);
    expect((await opened.item('past'))?.id).toBe('past');
  });

  it('does not bring back what had expired when the clock was set back', async () => {
    const { information: opened, bring, ids } = await information(undefined, testClock('2000-01-01T00:00:00.000+08:00'));
    await bring(1, [technique({ id: 'past', title: '过期', expires: '2026-11-19' }), technique({ id: 'now', title: '今天' })]);
    await until(opened.onChanged, () => opened.version() === 1);
    expect(await ids()).toEqual(['now']);
  });
});
