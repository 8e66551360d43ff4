import { whenEnrolled } from '../features.ts';
import type { Features } from '../features.ts';
import type { Terminal } from '../terminal.ts';
import type { CallHandlers } from './handlers.ts';

/** What each call of the screens does: one line a call, the features do the work. `quit` ends the program. */
export function createCallHandlers(terminal: Terminal, quit: () => void): CallHandlers {
  const features = (): Features => whenEnrolled(terminal.features());

  /** Whoever leads a group viewing is at work: the operator's screens stay open meanwhile. */
  const leading = (): Features => {
    const open = features();
    open.operator.touch();
    return open;
  };

  const done = async (work: Promise<unknown>): Promise<null> => {
    await work;
    return null;
  };

  return {
    'app.setLanguage': ({ language }) => done(terminal.settings.setLanguage(language)),
    'app.quit': async () => {
      if (terminal.settings.current().kiosk) features().operator.require();
      quit();
      return Promise.resolve(null);
    },
    'enrolment.enrol': (request) => done(terminal.enrolment.enrol(request)),
    'operator.choosePin': ({ pin }) => done(features().operator.choosePin(pin)),
    'operator.unlock': ({ pin }) => done(features().operator.unlock(pin)),
    'operator.lock': async () => {
      features().operator.lock();
      return Promise.resolve(null);
    },
    'member.signIn': async ({ number }) => {
      const member = features().members.byNumber(number);
      terminal.setMember(member);
      return Promise.resolve(member);
    },
    'member.signOut': async () => {
      terminal.setMember(null);
      return Promise.resolve(null);
    },
    'line.tryNow': async () => {
      const { sync, uploader, programs } = features();
      uploader.tryNow();
      await sync.tryNow();
      programs.wake();
      return null;
    },
    'group.open': async ({ kind, programs }) => {
      features().operator.require();
      return done(leading().groups.open(kind, programs));
    },
    'group.checkIn': ({ number }) => leading().groups.checkIn(number),
    'group.withdrawCheckIn': ({ number }) => done(leading().groups.withdrawCheckIn(number)),
    'group.countGuests': ({ guests }) => done(leading().groups.countGuests(guests)),
    'group.start': () => done(leading().groups.start()),
    'group.resume': () => done(leading().groups.resume()),
    'group.played': ({ program, segment }) => done(features().groups.played(program, segment)),
    'group.end': () => leading().groups.end(),
    'group.abandon': () => done(leading().groups.abandon()),
    'self.start': ({ program }) => features().selfViewings.start(program, terminal.member()),
    'self.played': ({ viewing, segment }) => done(features().selfViewings.played(viewing, segment)),
    'self.end': ({ viewing, reason }) => done(features().selfViewings.end(viewing, reason)),
    'information.search': (args) => features().lookups.search(args, terminal.member()),
    'information.open': (args) => features().lookups.open(args, terminal.member()),
  };
}
