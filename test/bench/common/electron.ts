import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as Environment from '../../../build/run/electron-environment.mjs';
import type * as Household from '../../../build/run/household.mjs';
import type * as Log from '../../../build/run/log.mjs';
import type * as Display from '../../../build/run/virtual-display.mjs';
import type * as Outputs from '../../../build/setup/outputs.mjs';
import type * as SetUp from '../../../build/setup/set-up.mjs';
import { projectFolder } from '../../e2e/support/project.ts';

/** The project's own set-up, read when it runs: it finds the project by where it lies. */
const build = async <T>(module: string): Promise<T> => (await import(pathToFileURL(join(projectFolder, 'build', module)).href)) as T;

/** Builds what changed and puts Electron, and a display where there is none, into this process's environment; ends with `end`. */
export async function provideElectron(): Promise<{ readonly end: () => Promise<void> }> {
  const { setUpProgram } = await build<typeof SetUp>('setup/set-up.mjs');
  const { electronEnvironment } = await build<typeof Environment>('run/electron-environment.mjs');
  const { beginVirtualDisplay, needsVirtualDisplay } = await build<typeof Display>('run/virtual-display.mjs');
  const { newHousehold } = await build<typeof Household>('run/household.mjs');
  const { logFile } = await build<typeof Log>('run/log.mjs');
  const { countyOutputs, terminalOutputs } = await build<typeof Outputs>('setup/outputs.mjs');
  const runtime = await setUpProgram([...terminalOutputs, ...countyOutputs]);
  const household = await newHousehold();
  const display = needsVirtualDisplay() ? (await beginVirtualDisplay(household, logFile('bench-display'))).display : null;
  Object.assign(process.env, electronEnvironment(runtime, display));
  return { end: household.end };
}
