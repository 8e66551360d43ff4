import type { FastTime } from './fast-time.ts';
import type { Site } from './site.ts';

export const PIN = '246813';

const MINUTE_MS = 60_000;
const STEP_SECONDS = 5;
/** Of the sample's shortest film. */
const FILM_SECONDS = 45;
const words = ['马铃薯', '补贴', 'tudou'];
const ATTENDING = 15;
const VISITORS = 2;

/** What one hour of an open site holds: a class, people who watch and look up alone, the operator at work. */
export async function openHour(time: FastTime, site: Site, hour: number): Promise<void> {
  const pass = (ms: number): Promise<void> => time.pass(ms, site.settle);
  const { call } = site;
  const programs = site.terminal.readers.programs();
  const roster = site.terminal.readers.roster();
  const program = programs[hour % programs.length];
  if (program === undefined) throw new Error('there is no program');
  const member = roster[hour % roster.length];
  if (member === undefined) throw new Error('nobody is on the roster');

  /** Plays, as the player tells of it every few seconds. */
  const play = async (seconds: number, played: (from: number, to: number) => Promise<unknown>): Promise<void> => {
    for (let at = 0; at + STEP_SECONDS <= seconds; at += STEP_SECONDS) {
      await pass(STEP_SECONDS * 1000);
      await site.readFilm(program.film.url, at / FILM_SECONDS);
      await played(at, at + STEP_SECONDS);
    }
  };

  await call('operator.unlock', { pin: PIN });
  await call('site.testLine', {});
  await call('group.open', { kind: hour % 2 === 0 ? 'party-class' : 'training', programs: [program.id] });
  for (const { number } of roster.slice(0, ATTENDING)) await call('group.checkIn', { number });
  await call('group.countGuests', { guests: 5 });
  await call('group.start', {});
  await play(FILM_SECONDS, (from, to) => call('group.played', { program: program.id, segment: [from, to] }));
  await call('group.end', {});
  await call('line.tryNow', {}).catch(() => null); // At noon there is none.
  await call('operator.lock', {});

  for (let visitor = 0; visitor < VISITORS; visitor += 1) {
    await call('member.signIn', { number: roster[(hour + visitor) % roster.length]?.number ?? member.number });
    const { viewing } = await call('self.start', { program: program.id });
    await play(20, (from, to) => call('self.played', { viewing, segment: [from, to] }));
    await call('self.end', { viewing, reason: 'left' });
    await call('member.signOut', {});
    for (const query of words) {
      const { search, hits } = await call('information.search', { query, kind: null, record: true });
      const [hit] = hits;
      if (hit === undefined) continue;
      const { opening } = await call('information.open', { item: hit.id, search });
      await pass(3000);
      await call('information.close', { opening, seconds: 3 });
    }
    await pass(10 * MINUTE_MS);
  }
}

/** The rest of an hour in which nobody is there. */
export async function quietUntil(time: FastTime, site: Site, untilMs: number): Promise<void> {
  while (time.now().getTime() < untilMs) await time.pass(Math.min(MINUTE_MS, untilMs - time.now().getTime()), site.settle);
}

