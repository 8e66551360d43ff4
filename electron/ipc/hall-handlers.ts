import type { hallCalls } from '../../contract/ipc/hall-calls.ts';
import type { Features } from '../features.ts';
import type { CallHandlers } from './handlers.ts';

export interface HallHandlersDeps {
  readonly features: () => Features;
  /** Whoever leads a group viewing is at work. */
  readonly leading: () => Features;
  /** What the operator alone may do. */
  readonly operating: () => Features;
}

const done = async (work: Promise<unknown>): Promise<null> => {
  await work;
  return null;
};

/** The calls around a group viewing: before it, in the hall, and afterwards. */
export function createHallHandlers({ features, leading, operating }: HallHandlersDeps): Pick<CallHandlers, keyof typeof hallCalls> {
  return {
    'group.checkInCard': async ({ card }) => {
      const { cards, groups } = leading();
      return groups.checkIn(cards.memberOf(card).number);
    },
    'group.bindCard': async ({ card, number }) => {
      const { cards, groups } = operating();
      await cards.bind(card, number);
      return done(groups.view() === null ? Promise.resolve() : groups.checkIn(number));
    },
    'group.checkInMany': async ({ numbers }) => ({ checkedIn: await leading().groups.checkInMany(numbers) }),
    'group.setCamera': ({ agreed }) => done(leading().groups.setCamera(agreed)),
    'group.cameraPicture': ({ moment, picture }) =>
      done(features().groups.keepPicture(moment, picture === null ? null : { bytes: Buffer.from(picture.base64, 'base64'), width: picture.width, height: picture.height })),
    'group.pause': () => done(leading().groups.pause()),
    'group.continue': () => done(leading().groups.goOn()),
    'group.beginBreak': ({ next, minutes }) => done(leading().groups.beginBreak(next, minutes)),
    'group.endBreak': () => done(leading().groups.endBreak()),
    'group.rate': ({ viewing, program, stars }) => done(features().pastViewings.rate(viewing, program, stars)),
    'group.past': async ({ viewing }) => Promise.resolve(operating().pastViewings.find(viewing)),
    'group.correct': async ({ viewing, ...correction }) => operating().pastViewings.correct(viewing, correction),
    'schedule.make': async (plan) => done(operating().schedule.make(plan)),
    'schedule.withdraw': async ({ plan }) => done(operating().schedule.withdraw(plan)),
    'activity.record': async (input) => done(operating().activities.record(input)),
    'activity.correct': async ({ activity, reason, ...input }) => done(operating().activities.correct(activity, input, reason)),
    'activity.withdraw': async ({ activity, reason }) => done(operating().activities.withdraw(activity, reason)),
  };
}
