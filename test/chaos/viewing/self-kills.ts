import { strict as assert } from 'node:assert';
import { addSegments } from '../../../contract/viewing/played-segments.ts';
import type { Chaos } from '../common/report.ts';
import { events, FILM, killedWhilePlaying, MOST_LOST_SECONDS, withHall } from './hall.ts';

/** A member watches alone, and the terminal is killed again and again: the film goes on where it was, and what was seen stays seen. */
export async function selfKills({ random, passed, kills }: Chaos & { readonly kills: number }): Promise<void> {
  await withHall(async (setting) => {
    const lost: number[] = [];
    let stood = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const { terminal, village } = await setting.launch();
      await village.programsHere(1);
      await village.button(/点播节目/).first().click();
      await village.button(/全部 1 个节目/).click();
      await village.button(new RegExp(FILM)).first().click();
      await village.button('播放').click();
      await village.typeNumber('1001');
      const goOn = village.button(/接着看/);
      await goOn.or(village.page.locator('video')).first().waitFor();
      if (await goOn.isVisible()) await goOn.click();
      await village.filmPlays(Math.max(0, stood - MOST_LOST_SECONDS));
      stood = await killedWhilePlaying(setting, terminal, random.whole(500, 12_000));
      const all = await events(setting);
      const seen = addSegments([], all.flatMap((event) => (event.type === 'self-viewing.played' ? [event.data.segment] : [])));
      const until = seen.at(-1)?.[1] ?? 0;
      lost.push(stood - until);
      assert.ok(until > stood - MOST_LOST_SECONDS, `the film was at ${stood.toFixed(1)} s, and only ${until.toFixed(1)} s are on record`);
      assert.ok(until < stood + 2, `the film was at ${stood.toFixed(1)} s, and ${until.toFixed(1)} s are on record`);
      passed();
    }
    await setting.launch();
    const all = await events(setting);
    assert.equal(all.filter(({ type }) => type === 'self-viewing.started').length, kills);
    console.log(`  ${kills} kills; of the film ${Math.max(...lost).toFixed(1)} s lost at most`);
    passed();
  });
}
