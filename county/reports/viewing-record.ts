/** A sequence number and the wall time that the terminal gave it. */
export interface Moment {
  readonly seq: number;
  readonly at: string;
}

/** What is kept of a viewing: what its events add up to, and when the earliest of them was recorded. */
export interface ViewingRecord<State> {
  readonly state: State;
  /** Gives the viewing a day while the line that began it is missing. */
  readonly first: Moment;
}

/** The moment with the lowest sequence number; of equals, the one known before. `next` is never empty. */
export function earliestMoment(known: Moment | undefined, next: readonly Moment[]): Moment {
  const [first, ...rest] = known === undefined ? next : [known, ...next];
  if (first === undefined) throw new Error('A viewing without events has no beginning.');
  return rest.reduce((earliest, moment) => (moment.seq < earliest.seq ? { seq: moment.seq, at: moment.at } : earliest), { seq: first.seq, at: first.at });
}
