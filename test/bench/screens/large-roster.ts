import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { projectFolder } from '../../e2e/support/project.ts';

const FAMILY = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴'] as const;
const GIVEN = ['秀英', '国强', '桂兰', '建军', '玉梅', '满仓', '得水'] as const;

export interface LargeSample {
  readonly folder: string;
  readonly remove: () => Promise<void>;
}

/** The project's sample with so many members at its site, numbered from 1001. */
export async function sampleWithMembers(count: number): Promise<LargeSample> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-sample-'));
  await cp(join(projectFolder, 'resources', 'sample'), folder, { recursive: true });
  const file = join(folder, 'roster.json');
  const { site } = z.object({ site: z.unknown() }).parse(JSON.parse(await readFile(file, 'utf8')));
  const members = Array.from({ length: count }, (_, index) => ({
    number: String(1001 + index),
    name: `${FAMILY[index % FAMILY.length] ?? ''}${GIVEN[Math.floor(index / FAMILY.length) % GIVEN.length] ?? ''}`,
  }));
  await writeFile(file, JSON.stringify({ site, members }));
  return { folder, remove: () => rm(folder, { recursive: true }) };
}
