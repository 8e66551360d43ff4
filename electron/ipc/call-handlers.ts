import { fail } from '../../contract/problem.ts';
import type { MemberCopy } from '../../contract/usage/event.ts';
import { whenEnrolled } from '../features.ts';
import type { Features } from '../features.ts';
import type { DownloadControl } from '../programs/control.ts';
import type { Upkeep } from '../site/upkeep.ts';
import type { Sticks } from '../sticks/sticks.ts';
import type { Terminal } from '../terminal.ts';
import { createHallHandlers } from './hall-handlers.ts';
import type { CallHandlers } from './handlers.ts';

/** What the screens show for paper. */
export interface Paper {
  readonly pdf: () => Promise<Uint8Array>;
  /** On the printer of this machine. Throws `printer-missing`, `printer-failing`. */
  readonly print: () => Promise<void>;
}

/** What each call of the screens does: one line a call, the features do the work. `quit` ends the program. */
export function createCallHandlers(terminal: Terminal, quit: () => void, paper: Paper): CallHandlers {
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

  /** What the operator alone may do, being at work. */
  const operating = (): Features => {
    features().operator.require();
    return leading();
  };

  /** Whoever begins or ends something with a stick is at work. */
  const carrying = (): Sticks => {
    const open = sticks();
    features().operator.touch();
    return open;
  };

  /** Whoever is signed in; what is their own is refused to anybody else. */
  const signedIn = (): MemberCopy => terminal.member() ?? fail('nobody-signed-in', {});

  const whenEnrolledUpkeep = (): Upkeep => terminal.upkeep() ?? fail('not-enrolled', {});

  /** The terminal itself is the operator's to look after. */
  const upkeep = (): Upkeep => {
    operating();
    return whenEnrolledUpkeep();
  };

  const done = async (work: Promise<unknown>): Promise<null> => {
    await work;
    return null;
  };

  const operatingHere = async (work: () => Promise<unknown>): Promise<null> => {
    operating();
    return done(work());
  };

  return {
    'app.setLanguage': ({ language }) => done(terminal.settings.setLanguage(language)),
    'app.quit': async () => {
      // Before there is an operator there is nothing to guard.
      if (terminal.settings.current().kiosk) terminal.features()?.operator.require();
      quit();
      return Promise.resolve(null);
    },
    'enrolment.enrol': (request) => done(terminal.enrolment.enrol(request)),
    'operator.choosePin': ({ pin }) => done(features().operator.choosePin(pin)),
    'operator.unlock': ({ pin }) => done(features().operator.unlock(pin)),
    'operator.challenge': async () => ({ challenge: await features().operator.challenge() }),
    'operator.resetPin': ({ code }) => done(features().operator.reset(code)),
    'site.testLine': () => upkeep().testLine(),
    'site.setVolumeLimit': ({ volumeLimit }) => operatingHere(() => terminal.settings.set({ volumeLimit })),
    'site.setOpeningHours': ({ openingHours }) => operatingHere(() => terminal.settings.set({ openingHours })),
    'site.saveLogs': async ({ stick }) => ({ file: await upkeep().saveLogs(stick) }),
    'site.restart': async () => {
      // In safe mode anybody may begin anew: perhaps nobody is there who has the PIN.
      if (terminal.readers.app().safeMode === null) operating();
      whenEnrolledUpkeep().restart();
      return Promise.resolve(null);
    },
    'site.wipe': ({ pin }) => done(upkeep().wipe(pin)),
    'update.look': ({ stick }) => done(upkeep().lookForUpdate(stick)),
    'update.apply': () => done(upkeep().applyUpdate()),
    'operator.lock': async () => {
      features().operator.lock();
      return Promise.resolve(null);
    },
    'member.signIn': async ({ number, pin }) => {
      const { members, learning } = features();
      const member = members.byNumber(number);
      await learning.pins.check(member, pin ?? null);
      terminal.setMember(member);
      return member;
    },
    'member.signOut': async () => {
      terminal.setMember(null);
      return Promise.resolve(null);
    },
    'member.setPin': async ({ pin }) => done(features().learning.pins.set(signedIn(), pin)),
    'member.removePin': async () => done(features().learning.pins.remove(signedIn(), 'member')),
    'member.resetPin': async ({ number }) => {
      const { operator, members, learning } = features();
      operator.require();
      operator.touch();
      return done(learning.pins.remove(members.byNumber(number), 'operator'));
    },
    'plan.choose': async ({ programs }) => done(features().learning.plans.choose(signedIn(), programs)),
    'learning.learners': async () => {
      const { operator, learning } = features();
      operator.require();
      return Promise.resolve(learning.learners());
    },
    'sheet.sticks': async () => {
      signedIn();
      return features().learning.sheets.sticks();
    },
    'sheet.save': async ({ stick }) => {
      const member = signedIn();
      const { learning } = features();
      return { file: await learning.sheets.save(stick, member, learning.view(member).year, await paper.pdf()) };
    },
    'line.tryNow': async () => {
      const { sync, uploader, programs } = features();
      uploader.tryNow();
      await sync.tryNow();
      programs.wake();
      return null;
    },
    'group.open': async ({ kind, programs, plan }) => {
      features().operator.require();
      const { groups, schedule } = leading();
      const planned = plan === undefined ? undefined : schedule.find(plan);
      return done(groups.open(kind, programs, planned === undefined ? undefined : { plan: planned.plan, source: planned.source }));
    },
    'group.checkIn': ({ number }) => leading().groups.checkIn(number),
    'group.withdrawCheckIn': ({ number }) => done(leading().groups.withdrawCheckIn(number)),
    'group.countGuests': ({ guests }) => done(leading().groups.countGuests(guests)),
    'group.start': () => done(leading().groups.start()),
    'group.resume': () => done(leading().groups.resume()),
    'group.played': ({ program, segment }) => done(features().groups.played(program, segment)),
    'group.end': () => leading().groups.end(),
    'group.abandon': () => done(leading().groups.abandon()),
    ...createHallHandlers({ leading, operating, features }),
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
    'self.rate': ({ viewing, program, stars }) => done(features().selfViewings.rate(viewing, program, stars)),
    'self.end': ({ viewing, reason }) => done(features().selfViewings.end(viewing, reason)),
    'information.search': (args) => features().lookups.search(args, terminal.member()),
    'information.suggest': (args) => features().lookups.suggest(args),
    'information.open': (args) => features().lookups.open(args, terminal.member()),
    'information.close': (args) => done(features().lookups.close(args)),
    'information.watch': (args) => done(features().lookups.watch(args, terminal.member())),
    'questions.ask': (args) => features().questions.ask(args),
    'questions.withdraw': ({ question }) => done(features().questions.withdraw(question)),
    'answers.open': ({ answer }) => done(features().questions.openAnswer(answer)),
    'app.print': () => done(paper.print()),
  };
}
