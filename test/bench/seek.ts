import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from '../e2e/support/project.ts';
import { createSetting } from '../e2e/support/setting.ts';
import { writeArrivingSample } from '../e2e/support/arriving-issue.ts';
import { quantile, report } from './common/measure.ts';
import { provideElectron } from './common/electron.ts';
import { filmOfFile, filmOfTerminal, filmToSeekIn } from './seek/local-seeks.ts';
import { watchOverTheLine } from './seek/over-the-line.ts';

const SEEKS = 60;
const WATCH_SECONDS = 60;

/** Seeks in a film that is here, ours and from a file by turns at the same places; true when ours is as fast as it must be. */
async function localSeeks(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-seek-'));
  const title = '要找的片子';
  const sample = await writeArrivingSample(join(folder, 'sample'), [{ id: 'sought', title, bitsPerSecond: 1_200_000, loops: 6 }]);
  const setting = await createSetting(sample);
  try {
    const { terminal, village } = await setting.launch();
    await village.home();
    const film = filmToSeekIn(await readFile(join(projectFolder, 'resources', 'sample', 'issue', 'films', 'no-1-document.mp4')));
    const ours = await filmOfTerminal(village.page, title);
    const peer = await filmOfFile(terminal, join(folder, 'peer'), film.bytes);
    const times = { ours: [] as number[], peer: [] as number[] };
    for (let round = 0; round < SEEKS; round += 1) {
      // Places all over the film, far from each other, the same in every run.
      const place = ((round * 0.618_034) % 1) * (film.lengthSeconds - 1);
      const turns = [
        async () => times.ours.push(await ours.seek(place)),
        async () => times.peer.push(await peer.seek(place)),
      ];
      for (const turn of round % 2 === 0 ? turns : turns.reverse()) await turn();
    }
    const p50 = { ours: quantile(times.ours, 0.5), peer: quantile(times.peer, 0.5) };
    const [oursP95, peerP95] = [quantile(times.ours, 0.95), quantile(times.peer, 0.95)];
    return report({
      bench: 'seek.local-p95', ours: oursP95, peer: peerP95, ratio: oursP95 / peerP95, unit: 'ms', goal: 1.25, direction: 'most',
      note: `peer: <video> of the file scheme; medians ${p50.ours.toFixed(1)} and ${p50.peer.toFixed(1)} ms, ${SEEKS} seeks each`,
    });
  } finally {
    await setting.end(null);
    await rm(folder, { recursive: true });
  }
}

/** What a person waits for on a line of 2 Mbit/s, against what is promised. */
async function overTheLine(): Promise<boolean> {
  const { startSeconds, watched, seekSeconds, together } = await watchOverTheLine(WATCH_SECONDS);
  const promised = (bench: string, ours: number, most: number, unit: string, note: string): boolean =>
    report({ bench, ours, peer: most, ratio: ours / most, unit, goal: 1, direction: 'most', note });
  return [
    promised('seek.line-start', startSeconds, 3, 's', 'from the press until the picture moves; 1.2 Mbit/s film, not here, line of 2 Mbit/s'),
    promised('seek.line-lost', watched.passed - watched.played, 0.5, 's', `of ${WATCH_SECONDS} s, ${watched.stalls} stalls`),
    promised('seek.line-seek', seekSeconds, 4, 's', 'to a place far ahead of what has come'),
    promised('seek.line-two-lost', together.passed - Math.min(together.first, together.second), 2, 's', `of ${together.passed.toFixed(0)} s with a second film of 0.5 Mbit/s beside it`),
  ].every(Boolean);
}

const electron = await provideElectron();
try {
  const chosen = process.argv.slice(2);
  const parts = [['local', localSeeks], ['line', overTheLine]] as const;
  let good = true;
  for (const [part, measure] of parts) if (chosen.length === 0 || chosen.includes(part)) good = (await measure()) && good;
  process.exitCode = good ? 0 : 1;
} finally {
  await electron.end();
}
