import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ProblemError } from '../../../../contract/problem.ts';
import { programIdSchema } from '../../../../contract/programs/program.ts';
import { viewingIdSchema } from '../../../../contract/usage/event.ts';
import { applyGroupViewingEvents, isGroupViewingEvent, newGroupViewing } from '../../../../contract/viewing/group-viewing.ts';
import type { GroupViewing } from '../../../../contract/viewing/group-viewing.ts';
import { openEvidenceFiles } from '../../../../electron/viewing/evidence-files.ts';
import { createEvidenceSender } from '../../../../electron/viewing/evidence-sender.ts';
import { createEvidence } from '../../../../electron/viewing/evidence.ts';
import type { Picture } from '../../../../electron/viewing/evidence.ts';
import { testRecorder } from '../../../support/terminal/recorder.ts';

const viewing = viewingIdSchema.parse('01939f69-1a2b-7d00-8c11-0242ac120002');
const program = { program: programIdSchema.parse('2026-11/potato'), issue: '2026-11', title: { 'zh-CN': '土豆' }, category: 'wealth-skill', courseKind: 'public', topics: new Array<string>(), lengthSeconds: 100 } as const;
const jpeg = (mark: number, size = 100): Picture => ({ bytes: Uint8Array.from({ length: size }, (_, at) => [0xff, 0xd8, 0xff][at] ?? mark), width: 640, height: 360 });
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

let folder = '';
let recorder = testRecorder();
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evidence-'));
  recorder = testRecorder();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const onFault = (fault: unknown): never => {
  throw fault;
};
const givenUp: string[] = [];
const openFiles = (mostBytes?: number) =>
  openEvidenceFiles({ folder, ...(mostBytes === undefined ? {} : { mostBytes }), onGivenUp: (sha256) => Promise.resolve(void givenUp.push(sha256)) });
const state = (): GroupViewing => applyGroupViewingEvents(newGroupViewing(viewing), recorder.events.filter(isGroupViewingEvent));
const playedTo = async (to: number): Promise<void> => {
  await recorder.record({ type: 'group-viewing.played', data: { viewing, program: program.program, segment: [0, to] } });
};
const taken = () => recorder.events.flatMap((event) => (event.type === 'evidence.taken' ? [`${event.data.source} ${event.data.moment}`] : []));

describe('evidence of a group viewing', () => {
  test('is one picture of the screen at the start, in the middle and at the end, kept before it is on record', async () => {
    let mark = 0;
    const evidence = createEvidence({ recorder, files: await openFiles(), captureScreen: () => Promise.resolve(jpeg((mark += 1))), onFault });
    await recorder.record({ type: 'group-viewing.opened', data: { viewing, kind: 'training', programs: [program], expected: 1 } });
    for (const to of [1, 5, 8, 46, 50, 70]) {
      await playedTo(to);
      evidence.look(state());
      evidence.look(state());
    }
    await evidence.takeLast(state());
    expect(taken()).toEqual(['screen start', 'screen middle', 'screen end']);
    expect((await readdir(folder)).sort()).toEqual([1, 2, 3].map((each) => hashOf(jpeg(each).bytes)).sort());
  });

  test('says that a picture was missed, and the viewing goes on', async () => {
    const evidence = createEvidence({ recorder, files: await openFiles(), captureScreen: () => Promise.resolve(null), onFault });
    await evidence.takeLast(state());
    expect(recorder.events.at(-1)).toMatchObject({ type: 'evidence.missed', data: { moment: 'end', source: 'screen', reason: 'not-captured' } });
  });

  test('has a picture of the hall only when that was agreed to', async () => {
    const evidence = createEvidence({ recorder, files: await openFiles(), captureScreen: () => Promise.resolve(null), onFault });
    await evidence.keepCamera(state(), 'start', jpeg(7));
    expect(taken()).toEqual([]);
    await recorder.record({ type: 'evidence.camera-asked', data: { viewing, agreed: true } });
    await evidence.keepCamera(state(), 'start', jpeg(7));
    await evidence.keepCamera(state(), 'start', jpeg(8));
    expect(taken()).toEqual(['camera start']);
    await evidence.keepCamera(state(), 'end', { ...jpeg(9), bytes: Uint8Array.of(1, 2, 3) });
    expect(recorder.events.at(-1)).toMatchObject({ type: 'evidence.missed', data: { source: 'camera', reason: 'camera-failed' } });
  });
});

describe('the files of pictures', () => {
  test('stay within their room: the oldest give way, and what the county was not seen to have is said to be given up', async () => {
    givenUp.length = 0;
    const files = await openFiles(250);
    const [first, second, third, fourth] = [1, 2, 3, 4].map((each) => jpeg(each).bytes);
    if (first === undefined || second === undefined || third === undefined || fourth === undefined) throw new Error('four pictures');
    await files.keep(hashOf(first), first);
    await files.keep(hashOf(second), second);
    files.noteArrived(hashOf(first));
    await files.keep(hashOf(third), third);
    expect(givenUp).toEqual([]);
    await files.keep(hashOf(fourth), fourth);
    expect(givenUp).toEqual([hashOf(second)]);
    expect(files.list()).toEqual([hashOf(third), hashOf(fourth)]);
  });

  test('are there again after a restart, without what was half written', async () => {
    const { bytes } = jpeg(1);
    await (await openFiles()).keep(hashOf(bytes), bytes);
    await writeFile(join(folder, `${hashOf(jpeg(2).bytes)}.new`), 'half');
    const files = await openFiles();
    expect(files.list()).toEqual([hashOf(bytes)]);
    expect(await readdir(folder)).toEqual([hashOf(bytes)]);
    expect(Buffer.from((await files.read(hashOf(bytes))) ?? [])).toEqual(await readFile(join(folder, hashOf(bytes))));
  });
});

describe('pictures on their way', () => {
  test('go to the county when it knows of them, each once, and go on after the line broke', async () => {
    const files = await openFiles();
    const [first, second] = [jpeg(1).bytes, jpeg(2).bytes];
    for (const bytes of [first, second]) await files.keep(hashOf(bytes), bytes);
    const known = new Set([hashOf(first)]);
    const here = new Set<string>();
    const sent: string[] = [];
    let broken = true;
    const sender = createEvidenceSender({
      files,
      onFault,
      collector: {
        askEvidence: (pictures) => Promise.resolve({ wanted: pictures.filter((one) => known.has(one) && !here.has(one)), here: pictures.filter((one) => here.has(one)) }),
        sendEvidence: (sha256) => {
          if (broken) return Promise.reject(new ProblemError({ code: 'county-unreachable', data: { url: 'http://127.0.0.1' } }));
          here.add(sha256);
          sent.push(sha256);
          return Promise.resolve();
        },
      },
    });
    sender.start();
    await vi.waitFor(() => expect(sent).toEqual([]));
    broken = false;
    sender.tryNow();
    await vi.waitFor(() => expect(sent).toEqual([hashOf(first)]));
    known.add(hashOf(second));
    sender.tryNow();
    await vi.waitFor(() => expect(sent).toEqual([hashOf(first), hashOf(second)]));
    sender.tryNow();
    await sender.stop();
    expect(sent).toHaveLength(2);
  });
});
