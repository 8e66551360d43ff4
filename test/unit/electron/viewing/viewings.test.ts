import { beforeEach, describe, expect, test } from 'vitest';
import type { ProgramView } from '../../../../contract/ipc/topics.ts';
import { ProblemError } from '../../../../contract/problem.ts';
import type { ProblemCode } from '../../../../contract/problem.ts';
import { programIdSchema } from '../../../../contract/programs/program.ts';
import type { ProgramId } from '../../../../contract/programs/program.ts';
import { memberNumberSchema } from '../../../../contract/usage/event.ts';
import type { MemberCopy, NewEvent, UsageEvent } from '../../../../contract/usage/event.ts';
import { defaultValidityRule } from '../../../../contract/viewing/validity.ts';
import type { Evidence } from '../../../../electron/viewing/evidence.ts';
import { createGroupViewings } from '../../../../electron/viewing/group-viewings.ts';
import type { GroupViewings } from '../../../../electron/viewing/group-viewings.ts';
import { createSelfViewings } from '../../../../electron/viewing/self-viewings.ts';
import type { SelfViewings } from '../../../../electron/viewing/self-viewings.ts';
import { applyToViewingState, initialViewingState } from '../../../../electron/viewing/viewing-state.ts';

const potato = programIdSchema.parse('2026-11/potato');
const water = programIdSchema.parse('2026-11/water');
const arriving = programIdSchema.parse('2026-12/arriving');

const member = (number: string): MemberCopy => ({ number: memberNumberSchema.parse(number), name: `Member ${number}` });

const program = (id: typeof potato, here = true): ProgramView => ({
  id,
  issue: { id: '2026-11', number: '2026-11', title: { 'zh-CN': '期' }, publishedAt: '2026-11-01T09:00:00.000+08:00' },
  title: { 'zh-CN': id },
  summary: { 'zh-CN': id },
  category: 'wealth-skill',
  courseKind: 'special',
  topics: [],
  lengthSeconds: 60,
  film: { url: 'media://content/0', mime: 'video/mp4' },
  posterUrl: null,
  subtitles: [],
  handouts: [],
  state: here ? { state: 'here' } : { state: 'downloading', doneBytes: 1, totalBytes: 2, playable: false },
});

/** Pictures have tests of their own. */
const noEvidence: Evidence = { look: () => undefined, takeLast: () => Promise.resolve(), keepCamera: () => Promise.resolve(), cameraTried: () => false };

/** Events kept in memory instead of on disk: what the journal does is proved elsewhere. */
class Terminal {
  readonly events: UsageEvent[] = [];
  nowMs = 0;
  group: GroupViewings;
  self: SelfViewings;

  constructor() {
    ({ group: this.group, self: this.self } = this.start());
  }

  /** As after a power cut: everything but the events is gone. */
  restart(): void {
    ({ group: this.group, self: this.self } = this.start());
  }

  types(): readonly string[] {
    return this.events.map((event) => event.type);
  }

  private state(): ReturnType<typeof applyToViewingState> {
    return this.events.reduce(applyToViewingState, initialViewingState);
  }

  private start(): { group: GroupViewings; self: SelfViewings } {
    const recorder = {
      record: (event: NewEvent) => {
        const seq = this.events.length + 1;
        const recorded = { seq, id: String(seq), at: `2026-11-23T09:00:${String(seq % 60).padStart(2, '0')}.000+08:00`, boot: 'b', uptimeMs: seq, prev: '', ...event } as UsageEvent;
        this.events.push(recorded);
        return Promise.resolve(recorded);
      },
      onRecorded: () => () => undefined,
      trouble: () => null,
      onTroubleChanged: () => () => undefined,
    };
    const members = ['1001', '1002', '1003'].map(member);
    const sources = {
      program: (id: ProgramId) => [program(potato), program(water), program(arriving, false)].find((one) => one.id === id),
      memberByNumber: (number: string) => {
        const found = members.find((candidate) => candidate.number === number);
        if (found === undefined) throw new ProblemError({ code: 'member-unknown', data: { number } });
        return found;
      },
      membersByNumber: (numbers: readonly string[]) => members.filter((one) => numbers.includes(one.number)),
      rosterSize: () => members.length,
    };
    const monotonicMs = (): number => this.nowMs;
    return {
      group: createGroupViewings({ recorder, open: () => this.state().group, sources, rule: () => defaultValidityRule, evidence: noEvidence, monotonicMs }),
      self: createSelfViewings({
        recorder,
        open: () => this.state().self,
        position: (who, id) => this.state().positions[who.number]?.[id],
        sources,
        monotonicMs,
      }),
    };
  }
}

const problemOf = async (promise: Promise<unknown>): Promise<ProblemCode | 'none'> => {
  try {
    await promise;
    return 'none';
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code;
    throw error;
  }
};

let terminal: Terminal;
beforeEach(() => {
  terminal = new Terminal();
});

describe('a group viewing', () => {
  test('runs from check-in to its end and says what was recorded', async () => {
    const { group } = terminal;
    await group.open('party-class', [potato, water]);
    expect(await group.checkIn('1001')).toEqual({ member: member('1001'), already: false });
    expect(await group.checkIn('1001')).toEqual({ member: member('1001'), already: true });
    await group.checkIn('1002');
    await group.withdrawCheckIn('1002');
    await group.countGuests(3);
    await group.start();
    terminal.nowMs += 120_000;
    await group.played(potato, [0, 60]);
    await group.played(water, [0, 30]);
    const summary = await group.end();
    expect(summary).toMatchObject({ kind: 'party-class', guests: 3, playedSeconds: 90, lengthSeconds: 120, faults: [] });
    expect(summary.members).toEqual([member('1001')]);
    expect(group.view()).toBeNull();
  });

  test('two touches on the same member at once check them in once', async () => {
    await terminal.group.open('training', [potato]);
    await Promise.all([terminal.group.checkIn('1001'), terminal.group.checkIn('1001')]);
    expect(terminal.types().filter((type) => type === 'group-viewing.member-checked-in')).toHaveLength(1);
  });

  test('after a power cut while playing it is there, interrupted, with who and what, and goes on from there', async () => {
    await terminal.group.open('training', [potato, water]);
    await terminal.group.checkIn('1003');
    await terminal.group.start();
    terminal.nowMs += 60_000;
    await terminal.group.played(potato, [0, 60]);
    await terminal.group.played(water, [0, 12.5]);
    terminal.restart();
    expect(terminal.group.view()).toMatchObject({ stage: 'interrupted', resume: { program: water, position: 12.5 }, playedSeconds: 72.5 });
    expect(await problemOf(terminal.group.played(water, [12.5, 14]))).toBe('viewing-not-started');
    await terminal.group.resume();
    terminal.nowMs += 30_000;
    await terminal.group.played(water, [12.5, 40]);
    expect((await terminal.group.end()).playedSeconds).toBe(100);
  });

  test('after a power cut during check-in it is still at check-in', async () => {
    await terminal.group.open('training', [potato]);
    await terminal.group.checkIn('1003');
    terminal.restart();
    expect(terminal.group.view()).toMatchObject({ stage: 'check-in', members: [{ number: '1003' }] });
  });

  test('cannot start with nobody, open twice, play what is not here, or check in a stranger', async () => {
    const { group } = terminal;
    expect(await problemOf(group.open('training', [arriving]))).toBe('program-not-here');
    await group.open('training', [potato]);
    expect(await problemOf(group.open('training', [potato]))).toBe('viewing-already-open');
    expect(await problemOf(group.start())).toBe('nobody-checked-in');
    expect(await problemOf(group.checkIn('9999'))).toBe('member-unknown');
    expect(await problemOf(group.end())).toBe('viewing-not-started');
    await group.abandon();
    expect(group.view()).toBeNull();
  });

  test('more playing than time has passed is refused and not recorded', async () => {
    await terminal.group.open('training', [potato]);
    await terminal.group.countGuests(1);
    await terminal.group.start();
    terminal.nowMs += 5_000;
    expect(await problemOf(terminal.group.played(potato, [0, 60]))).toBe('played-impossible');
    expect(terminal.types()).not.toContain('group-viewing.played');
  });
});

describe('a self-viewing', () => {
  test('goes on where this member left the program, and from the start for anyone else', async () => {
    const { self } = terminal;
    const first = await self.start(potato, member('1001'));
    expect(first.resumeAt).toBe(0);
    terminal.nowMs += 30_000;
    await self.played(first.viewing, [0, 25]);
    await self.end(first.viewing, 'left');
    expect((await self.start(potato, member('1001'))).resumeAt).toBe(25);
    expect((await self.start(potato, member('1002'))).resumeAt).toBe(0);
    expect((await self.start(potato, null)).resumeAt).toBe(0);
  });

  test('what a power cut left open is ended at the next start, with what was played', async () => {
    const { viewing } = await terminal.self.start(potato, null);
    terminal.nowMs += 10_000;
    await terminal.self.played(viewing, [0, 9]);
    terminal.restart();
    await terminal.self.endInterrupted();
    expect(terminal.events.at(-1)).toMatchObject({ type: 'self-viewing.ended', data: { reason: 'interrupted', playedSeconds: 9 } });
    await terminal.self.endInterrupted();
    expect(terminal.types().filter((type) => type === 'self-viewing.ended')).toHaveLength(1);
  });
});
