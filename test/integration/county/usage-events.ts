import { randomUUID } from 'node:crypto';
import type { MemberCopy, NewEvent } from '../../../contract/usage/event.ts';
import { memberNumberSchema, searchIdSchema, viewingIdSchema } from '../../../contract/usage/event.ts';
import { programIdSchema } from '../../../contract/programs/program.ts';
import type { ProgramCopy } from '../../../contract/programs/program.ts';
import type { Site } from '../../../contract/site/site.ts';

export const dongmen: Site = {
  id: 'dongmen',
  name: { 'zh-CN': '东门村', en: 'Dongmen Village' },
  township: { id: 'chenhu', name: { 'zh-CN': '沉湖镇', en: 'Chenhu Township' } },
};

export const potato: ProgramCopy = {
  program: programIdSchema.parse('2026-11/potato-ridging'),
  issue: '2026-11',
  title: { 'zh-CN': '马铃薯起垄', en: 'Potato ridging' },
  category: 'practical-technology',
  courseKind: 'special',
  topics: ['potato growing'],
  lengthSeconds: 100,
};

export const newViewing = () => viewingIdSchema.parse(randomUUID());
export const newSearch = () => searchIdSchema.parse(randomUUID());

export function member(number: string): MemberCopy {
  return { number: memberNumberSchema.parse(number), name: `Member ${number}` };
}

/** The events of a whole group viewing in order; `played` are seconds of its one program. */
export function groupViewing(options: { kind?: 'party-class' | 'training'; members?: number; guests?: number; played?: number; viewing?: ReturnType<typeof newViewing>; film?: ProgramCopy } = {}): NewEvent[] {
  const { kind = 'party-class', members = 12, guests = 3, played = 100, viewing = newViewing(), film = potato } = options;
  const numbers = Array.from({ length: members }, (_, index) => String(index + 1).padStart(3, '0'));
  return [
    { type: 'group-viewing.opened', data: { viewing, kind, programs: [film], expected: 40 } },
    ...numbers.map((number): NewEvent => ({ type: 'group-viewing.member-checked-in', data: { viewing, member: member(number) } })),
    { type: 'group-viewing.guests-counted', data: { viewing, guests } },
    { type: 'group-viewing.started', data: { viewing } },
    ...playedParts(played).map((segment): NewEvent => ({ type: 'group-viewing.played', data: { viewing, program: film.program, segment } })),
    { type: 'group-viewing.ended', data: { viewing, attendance: { members, guests }, playedSeconds: played, lengthSeconds: film.lengthSeconds } },
  ];
}

export function selfViewing(options: { played?: number; viewing?: ReturnType<typeof newViewing>; film?: ProgramCopy } = {}): NewEvent[] {
  const { played = 60, viewing = newViewing(), film = potato } = options;
  return [
    { type: 'self-viewing.started', data: { viewing, program: film, member: null } },
    ...playedParts(played).map((segment): NewEvent => ({ type: 'self-viewing.played', data: { viewing, program: film.program, segment } })),
    { type: 'self-viewing.ended', data: { viewing, reason: 'left', playedSeconds: played } },
  ];
}

export function searched(search = newSearch()): NewEvent {
  return { type: 'lookup.searched', data: { search, query: '马铃薯', kind: null, hits: 3, member: null } };
}

export function openedItem(search: ReturnType<typeof newSearch> | null = null): NewEvent {
  return { type: 'lookup.opened', data: { item: 'potato-price', kind: 'market-price', title: { 'zh-CN': '马铃薯价格' }, search, member: null } };
}

export function completedIssue(issue = '2026-11', version = 1): NewEvent {
  return { type: 'issue.completed', data: { issue, number: issue, title: { 'zh-CN': '第十一期' }, version, files: 9, bytes: 1000, carrier: 'line' } };
}

/** Reports of at most ten seconds each, as the terminal makes them. */
function playedParts(seconds: number): [number, number][] {
  const parts: [number, number][] = [];
  for (let from = 0; from < seconds; from += 10) parts.push([from, Math.min(from + 10, seconds)]);
  return parts;
}
