import { strict as assert } from 'node:assert';
import { memberNumberSchema } from '../../../contract/usage/event.ts';
import type { TerminalApi } from '../../../contract/ipc/api.ts';
import type { Setting } from '../../e2e/support/setting.ts';
import type { TerminalProcess } from '../../e2e/support/terminal-process.ts';
import type { Village } from '../../e2e/support/village.ts';
import type { Chaos } from '../common/report.ts';
import { events, FILM, killedWhilePlaying, MOST_LOST_SECONDS, powerCut, withHall } from './hall.ts';

const FIRST = 1001;
const PEOPLE = 40;

export interface GroupKills extends Chaos {
  readonly kills: number;
}

/** What was promised to whoever stood at the door. */
interface Promised {
  readonly members: Set<string>;
  guests: number;
}

/**
 * One party class whose terminal is killed again and again: while people come in, while the film plays, while
 * somebody comes late, in a pause. Each time it goes on where it was, with everybody who was told "checked in".
 */
export async function groupKills({ random, passed, kills }: GroupKills): Promise<void> {
  await withHall(async (setting) => {
    let { terminal, village } = await setting.launch();
    const promised: Promised = { members: new Set(), guests: 0 };
    const lost: number[] = [];
    await village.programsHere(1);
    await village.button(/集中收看/).first().click();
    await village.choosePin();
    await village.chooseForGroup('党课', [FILM]);
    const again = async (): Promise<void> => {
      ({ terminal, village } = await setting.launch());
      await village.button('继续').click();
      await village.unlock();
      await assertAllThere(setting, village, promised);
    };
    // At the door: the kill comes in the middle of a check-in.
    for (let kill = 0; kill < Math.ceil(kills / 4); kill += 1) {
      await comeIn(terminal, promised, random.whole(0, 3));
      const coming = comeIn(terminal, promised, random.whole(1, 3)).catch(() => undefined);
      await terminal.page.waitForTimeout(random.whole(0, 60)).catch(() => undefined);
      await powerCut(setting, terminal);
      await coming;
      await again();
      passed();
    }
    await comeIn(terminal, promised, 1);
    await village.startPlaying();
    for (let kill = Math.ceil(kills / 4); kill < kills; kill += 1) {
      const late = random.chance(0.4) ? comeIn(terminal, promised, 1) : Promise.resolve();
      if (random.chance(0.2)) {
        await terminal.page.keyboard.press('Escape');
        await village.button('退出播放').click();
        await village.button('接着放').first().waitFor();
        if (random.chance(0.5)) {
          await village.button('接着放').click();
          await village.filmPlays(0);
        }
      }
      await late;
      const stood = await killedWhilePlaying(setting, terminal, random.whole(0, 9000));
      await again();
      const { position } = (await readGroup(terminal)).resume;
      if (stood > 0) {
        lost.push(stood - position);
        assert.ok(position > stood - MOST_LOST_SECONDS, `the film was at ${stood.toFixed(1)} s and goes on at ${position.toFixed(1)} s`);
        assert.ok(position < stood + 2, `the film was at ${stood.toFixed(1)} s and goes on at ${position.toFixed(1)} s, which nobody has seen`);
      }
      await village.button('接着放').click();
      await village.filmPlays(position);
      passed();
    }
    await terminal.page.keyboard.press('Escape');
    await village.button('退出播放').click();
    await village.endGroupViewing();
    await assertWholeRecord(setting, promised);
    console.log(`  ${kills} kills, ${promised.members.size} members and ${promised.guests} guests; of the film ${Math.max(...lost).toFixed(1)} s lost at most`);
    passed();
  });
}

/** So many more people, each on the list of promises once the terminal has said so. */
async function comeIn(terminal: TerminalProcess, promised: Promised, count: number): Promise<void> {
  for (let one = 0; one < count && promised.members.size < PEOPLE; one += 1) {
    const number = String(memberNumberSchema.parse(String(FIRST + promised.members.size)));
    const ok = await terminal.page.evaluate(async (who) => {
      const { terminal: api } = window as unknown as { terminal: TerminalApi };
      return (await api.call('group.checkIn', { number: who })).ok;
    }, number);
    if (!ok) continue; // He was on record already: the answer was lost with the power.
    promised.members.add(number);
    const guests = promised.guests + 1;
    await terminal.page.evaluate((count) => (window as unknown as { terminal: TerminalApi }).terminal.call('group.countGuests', { guests: count }), guests);
    promised.guests = guests;
  }
}

function readGroup(terminal: TerminalProcess) {
  return terminal.page.evaluate(async () => {
    const group = await (window as unknown as { terminal: TerminalApi }).terminal.read('group');
    if (group === null) throw new Error('there is no group viewing any more');
    return group;
  });
}

async function assertAllThere(setting: Setting, village: Village, promised: Promised): Promise<void> {
  const group = await village.page.evaluate(() => (window as unknown as { terminal: TerminalApi }).terminal.read('group'));
  assert.ok(group !== null, 'the group viewing is gone');
  const there = new Set<string>(group.members.map(({ number }) => number));
  for (const number of promised.members) assert.ok(there.has(number), `${number} was checked in and is missing`);
  assert.ok(group.guests === promised.guests || group.guests === promised.guests + 1, `${promised.guests} guests were counted, ${group.guests} are there`);
  promised.guests = group.guests;
  for (const number of there) promised.members.add(number); // Recorded, though nobody was told.
  assert.equal(there.size, group.members.length, 'somebody is there twice');
  const seqs = (await events(setting)).map(({ seq }) => seq);
  assert.deepEqual(seqs, seqs.map((_, index) => index + 1), 'the journal has a gap');
}

/** At the end the journal tells of one viewing, with everybody once. */
async function assertWholeRecord(setting: Setting, promised: Promised): Promise<void> {
  const all = await events(setting);
  assert.equal(all.filter(({ type }) => type === 'group-viewing.opened').length, 1);
  assert.equal(all.filter(({ type }) => type === 'group-viewing.ended').length, 1);
  const members = all.flatMap((event) => (event.type === 'group-viewing.member-checked-in' ? [String(event.data.member.number)] : []));
  assert.equal(new Set(members).size, members.length, 'somebody was checked in twice');
  assert.deepEqual(new Set(members), promised.members);
}
