import { cp } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { openCompletedIssues } from '../../../../electron/programs/completed-issues.ts';
import { packOutline, unpackOutline } from '../../../../electron/programs/packed-outline.ts';
import type { TestRecorder } from '../../../support/terminal/surroundings.ts';
import { emptyFolder, problemList, testClock, testRecorder } from '../../../support/terminal/surroundings.ts';
import { testIssue } from '../../../support/terminal/issue.ts';
import { countyKey } from '../../../support/terminal/signing.ts';

const outline = unpackOutline(packOutline(testIssue(countyKey(), [9000]).manifest));
const never = new AbortController().signal;

function open(folder: string, recorder: TestRecorder) {
  return openCompletedIssues({ folder, clock: testClock(), recorder, journal: recorder.tail, onProblem: problemList().add });
}

describe('recording that an issue is complete', () => {
  it('says what came, once for each version', async () => {
    const [folder, recorder] = [await emptyFolder(), testRecorder()];
    const completed = await open(folder, recorder);
    await Promise.all([completed.record(outline, 'line', never), completed.record(outline, 'line', never)]);
    await (await open(folder, recorder)).record(outline, 'line', never);
    expect(recorder.events.map((event) => event.data)).toEqual([
      { issue: '2026-11', number: '2026-11', title: outline.title, version: 1, files: 2, bytes: 14_000, carrier: 'line' },
    ]);
    await completed.record({ ...outline, version: 2 }, 'line', never);
    expect(recorder.types()).toEqual(['issue.completed', 'issue.completed']);
  });

  it('is not doubled when the terminal dies between the journal and the note', async () => {
    const [folder, saved] = [await emptyFolder(), await emptyFolder()];
    const recorder = testRecorder();
    await recorder.record({ type: 'operator.unlocked', data: {} });
    const dying: TestRecorder = {
      ...recorder,
      record: async (event) => {
        const recorded = await recorder.record(event);
        await cp(folder, saved, { recursive: true }); // What the disk holds at this moment.
        return recorded;
      },
    };
    await (await open(folder, dying)).record(outline, 'line', never);
    const again = await open(saved, recorder);
    expect(again.isRecorded(outline)).toBe(true);
    await again.record(outline, 'line', never);
    expect(recorder.types()).toEqual(['operator.unlocked', 'issue.completed']);
  });

  it('is not lost when the terminal dies before the journal has it', async () => {
    const folder = await emptyFolder();
    const dying: TestRecorder = { ...testRecorder(), record: () => Promise.reject(new Error('the power failed')) };
    await expect((await open(folder, dying)).record(outline, 'line', never)).rejects.toThrow('the power failed');
    const recorder = testRecorder();
    const again = await open(folder, recorder);
    expect(again.isRecorded(outline)).toBe(false);
    await again.record(outline, 'line', never);
    expect(recorder.types()).toEqual(['issue.completed']);
  });

  it('counts only when its line is on disk: one that waits in memory may still be lost', async () => {
    const folder = await emptyFolder();
    const recorder = testRecorder();
    recorder.setTrouble({ code: 'ENOSPC', lines: 1 });
    const completed = await open(folder, recorder);
    const stop = new AbortController();
    const recording = completed.record(outline, 'line', stop.signal);
    await expect.poll(() => recorder.types()).toEqual(['issue.completed']);
    expect(completed.isRecorded(outline)).toBe(false);
    stop.abort();
    await recording;

    const journal = testRecorder(); // The line never reached the disk.
    const again = await open(folder, journal);
    await again.record(outline, 'line', never);
    expect(journal.types()).toEqual(['issue.completed']);
  });

  it('is settled when the disk takes lines again', async () => {
    const recorder = testRecorder();
    recorder.setTrouble({ code: 'ENOSPC', lines: 1 });
    const completed = await open(await emptyFolder(), recorder);
    const recording = completed.record(outline, 'line', never);
    await expect.poll(() => recorder.types()).toEqual(['issue.completed']);
    recorder.setTrouble(null);
    await recording;
    expect(completed.isRecorded(outline)).toBe(true);
  });
});
