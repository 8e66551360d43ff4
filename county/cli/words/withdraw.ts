import type { CountyDeps } from '../../deps.ts';
import { withdraw as withdrawIssue } from '../../publish/withdraw.ts';
import type { DataWord, Say } from '../word.ts';

const takes = [{ name: 'ISSUE' }, { name: 'PROGRAM', optional: true }] as const;

export const withdraw: DataWord = {
  kind: 'data',
  name: 'withdraw',
  takes,
  summary: 'Take back an issue, or one program of it',
  details: [
    'PROGRAM is its id, with or without the issue’s name before it. Terminals stop offering what is withdrawn when they next',
    'reach the county, or get a stick; what was recorded of it stays. The files are kept: bring-back undoes it.',
  ],
  run: (deps, given, say) => move(deps, given, true, say),
};

export const bringBack: DataWord = {
  kind: 'data',
  name: 'bring-back',
  takes,
  summary: 'Publish again what was withdrawn',
  details: ['An issue comes back without the programs that were withdrawn by themselves.'],
  run: (deps, given, say) => move(deps, given, false, say),
};

async function move(deps: CountyDeps, [issue = '', program]: readonly string[], withdrawn: boolean, say: Say): Promise<void> {
  const id = program === undefined ? null : program.includes('/') ? program : `${issue}/${program}`;
  const { version, changed } = await withdrawIssue(deps, { issue, program: id, withdrawn });
  const what = id === null ? `Issue ${issue}` : `Program ${id}`;
  const now = withdrawn ? 'withdrawn' : 'published';
  say(changed ? `${what} is ${now}${id === null ? '' : `; issue ${issue} is version ${version} now`}.` : `${what} was ${now} already.`);
}
