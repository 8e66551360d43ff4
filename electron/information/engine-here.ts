import { createBuild } from './build-job.ts';
import { openEngine } from './engine.ts';
import type { EngineOptions, InformationEngine } from './engine.ts';
import { createSlices } from './slices.ts';

/** The engine in this thread; long work is done in slices. */
export function openEngineHere(options: Omit<EngineOptions, 'build'>): Promise<InformationEngine> {
  return openEngine({ ...options, build: (folder) => createBuild(folder, createSlices()) });
}
