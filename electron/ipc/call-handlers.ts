import { whenEnrolled } from '../features.ts';
import type { Features } from '../features.ts';
import type { DownloadControl } from '../programs/control.ts';
import type { Sticks } from '../sticks/sticks.ts';
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

  /** Downloads are the operator's to direct. */
  const downloads = (): DownloadControl => {
    const { operator, programs } = features();
    operator.require();
    return programs.control;
  };

  /** Sticks are the operator's to carry. */
  const sticks = (): Sticks => {
    const open = features();
    open.operator.require();
    return open.sticks;
  };

  /** Whoever begins or ends something with a stick is at work. */
  const carrying = (): Sticks => {
    const open = sticks();
    features().operator.touch();
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
    'downloads.fetch': ({ issue }) => done(downloads().fetch(issue)),
    'downloads.pause': ({ issue }) => done(downloads().pause(issue)),
    'downloads.retry': ({ issue }) => done(downloads().retry(issue)),
    'downloads.cancel': ({ issue }) => done(downloads().cancel(issue)),
    'downloads.first': ({ issue }) => done(downloads().first(issue)),
    'downloads.keep': ({ issue, kept }) => done(downloads().keep(issue, kept)),
    'downloads.setRules': (rules) => done(downloads().setRules(rules)),
    'stick.list': async () => sticks().list(),
    'stick.look': async ({ stick }) => carrying().look(stick),
    'stick.exportRecords': async ({ stick, all }) => done(carrying().exportRecords(stick, all)),
    'stick.importReceipts': async ({ stick }) => done(carrying().importReceipts(stick)),
    'stick.exportIssues': async ({ stick, issues }) => done(carrying().exportIssues(stick, issues)),
    'stick.importIssues': async ({ stick }) => done(carrying().importIssues(stick)),
    'stick.cancel': async () => {
      carrying().cancel();
      return Promise.resolve(null);
    },
    'self.start': ({ program }) => features().selfViewings.start(program, terminal.member()),
    'self.played': ({ viewing, segment }) => done(features().selfViewings.played(viewing, segment)),
    'self.end': ({ viewing, reason }) => done(features().selfViewings.end(viewing, reason)),
    'information.search': (args) => features().lookups.search(args, terminal.member()),
    'information.suggest': (args) => features().lookups.suggest(args),
    'information.open': (args) => features().lookups.open(args, terminal.member()),
  };
}
