import { cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { languages } from '../../contract/text.ts';
import { provideElectron } from '../bench/common/electron.ts';
import { projectFolder } from '../e2e/support/project.ts';
import { SIZES } from '../e2e/support/screens/show.ts';
import { indexOf } from './index-of.ts';
import { takePictures } from './take-pictures.ts';
import type { Visited } from './take-pictures.ts';

const taken = join(projectFolder, 'out', 'pictures');
const kept = join(projectFolder, 'docs', 'screens');
const [smallest] = SIZES;

const visited: Visited[] = [];
const broken: string[] = [];
const electron = await provideElectron();
try {
  await rm(taken, { recursive: true, force: true });
  await takePictures({
    fileOf: (language, width, name) => join(taken, String(width), language, `${name}.webp`),
    onVisited: (screen) => {
      visited.push(screen);
      console.log([screen.name, ...screen.findings].join('\n  '));
    },
    onBroken: (part, error) => {
      broken.push(part);
      console.error(`${part} broke off\n`, error);
    },
  });
  // Only a whole walk; the larger sizes are for whoever changes a screen.
  if (broken.length === 0) {
    for (const language of languages) {
      await rm(join(kept, language), { recursive: true, force: true });
      await cp(join(taken, String(smallest.width), language), join(kept, language), { recursive: true });
    }
    await writeFile(join(kept, 'README.md'), indexOf(visited));
  }
} finally {
  await electron.end();
}
const findings = visited.flatMap((screen) => screen.findings);
console.log(`${visited.length} screens in ${languages.length} languages and ${SIZES.length} sizes; ${findings.length} findings${broken.map((part) => `; ${part} broke off`).join('')}`);
process.exitCode = findings.length + broken.length === 0 ? 0 : 1;
