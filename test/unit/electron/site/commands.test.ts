import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ProblemError } from '../../../../contract/problem.ts';
import type { Command } from '../../../../contract/site/commands.ts';
import { journalIdSchema } from '../../../../contract/usage/journal-line.ts';
import { CommandRefused, openCommands } from '../../../../electron/site/commands.ts';
import type { CommandDoers } from '../../../../electron/site/commands.ts';
import { countyKey } from '../../../support/terminal/signing.ts';
import { emptyFolder, expectProblem, onFault, problemList, testClock, testRecorder } from '../../../support/terminal/surroundings.ts';

const NOW = '2026-11-23T10:00:00.000Z';
const LATER = '2026-11-30T10:00:00.000Z';

async function terminal(doers: Partial<CommandDoers> = {}) {
  const [folder, keys, recorder] = [await emptyFolder(), countyKey(), testRecorder()];
  const journal = journalIdSchema.parse(randomUUID());
  const done: string[] = [];
  const doer = async ({ does, number }: Command) => {
    done.push(`${does} ${number}`);
    return Promise.resolve({ outcome: 'begun' as const });
  };
  const open = () =>
    openCommands({
      folder, clock: testClock(), countyKey: keys.publicKey, journal, recorder, onProblem: problemList().add, onFault,
      doers: { 'fetch-issue': doer, 'send-logs': doer, 'take-screenshot': doer, 'update-now': doer, restart: doer, ...doers },
    });
  const command = (number: number, more: Partial<Command> = {}): Command => ({ id: randomUUID(), number, does: 'restart', issue: null, askedAt: NOW, expiresAt: LATER, ...more });
  const document = (commands: readonly Command[], more: object = {}, signer = keys) =>
    signer.sign({ kind: 'commands/1', journal, number: Math.max(...commands.map(({ number }) => number)), issuedAt: NOW, expiresAt: LATER, commands, ...more });
  const ends = () => recorder.events.flatMap((event) => (event.type === 'command.done' ? [`done ${event.data.number} ${event.data.outcome}`] : event.type === 'command.refused' ? [`refused ${event.data.number} ${event.data.reason}`] : []));
  return { folder, open, command, document, done, ends };
}

it('commands are done once each, in the order of their numbers, also when the same document comes again or after a restart', async () => {
  const { open, command, document, done, ends } = await terminal();
  const commands = await open();
  const asked = [command(2, { does: 'send-logs' }), command(1)];
  await commands.take(document(asked), NOW);
  await commands.take(document(asked), NOW);
  const again = await open();
  await again.take(document([...asked, command(3)]), NOW);
  expect(done).toEqual(['restart 1', 'send-logs 2', 'restart 3']);
  expect(ends()).toEqual(['done 1 begun', 'done 2 begun', 'done 3 begun']);
  expect(again.done()).toBe(3);
});

it('what another signed, what is for another terminal, and what was kept back too long is not done', async () => {
  const { open, command, document, done, ends } = await terminal();
  const commands = await open();
  await expectProblem('signature-wrong', () => commands.take(document([command(1)], {}, countyKey()), NOW));
  await commands.take(document([command(1)], { journal: randomUUID() }), NOW);
  await commands.take(document([command(1)]), '2026-12-24T10:00:00.000Z');
  expect([done, ends(), commands.done()]).toEqual([[], [], 0]);
});

it('one that has expired, that is not known, or that cannot be done now is recorded as refused, and the next goes on', async () => {
  const { open, command, document, done, ends } = await terminal({
    'fetch-issue': () => Promise.reject(new ProblemError({ code: 'issue-unknown', data: { issue: 'x' } })),
    'update-now': () => Promise.reject(new CommandRefused('viewing-open')),
  });
  const commands = await open();
  await commands.take(
    document([
      command(1, { expiresAt: '2026-11-23T09:00:00.000Z' }), command(2, { does: 'make-tea' }), command(3, { does: 'fetch-issue', issue: 'x' }), command(4, { does: 'update-now' }), command(5),
    ]),
    NOW,
  );
  expect(ends()).toEqual(['refused 1 expired', 'refused 2 unknown-command', 'refused 3 unknown-issue', 'refused 4 viewing-open', 'done 5 begun']);
  expect(done).toEqual(['restart 5']);
});

it('one in the middle of which the program broke off is told as failed, and not begun again', async () => {
  let begun = false;
  const { folder, open, command, document, ends } = await terminal({
    'send-logs': () => {
      begun = true;
      return new Promise<never>(() => undefined);
    },
  });
  const commands = await open();
  void commands.take(document([command(1, { does: 'send-logs' })]), NOW);
  await expect.poll(() => begun).toBe(true);
  expect(await readFile(join(folder, 'commands.json'), 'utf8')).toContain('send-logs');
  const again = await open();
  expect([ends(), again.done()]).toEqual([['refused 1 failed'], 1]);
});

it('what ends the program follows only when it is recorded', async () => {
  const order: string[] = [];
  const { open, command, document, ends } = await terminal({ restart: () => Promise.resolve({ outcome: 'begun', after: () => void order.push(ends().join()) }) });
  await (await open()).take(document([command(1)]), NOW);
  expect(order).toEqual(['done 1 begun']);
});
