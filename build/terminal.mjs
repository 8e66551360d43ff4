// @ts-check
// npm run terminal: sets up what is missing, then runs the terminal alone, for the county named in its settings.
import { newHousehold } from './run/household.mjs';
import { describeEnding, logFile } from './run/log.mjs';
import { runMain } from './run/main.mjs';
import { Problem } from './run/problem.mjs';
import { say } from './run/say.mjs';
import { stopped } from './run/stop.mjs';
import { beginTerminal, terminalLog } from './run/terminal.mjs';
import { beginVirtualDisplay, needsVirtualDisplay } from './run/virtual-display.mjs';
import { terminalOutputs } from './setup/outputs.mjs';
import { setUpProgram } from './setup/set-up.mjs';

await runMain(async () => {
  const runtime = await setUpProgram(terminalOutputs);
  const household = await newHousehold();
  try {
    const display = needsVirtualDisplay() ? (await beginVirtualDisplay(household, logFile('display'))).display : null;
    const terminal = await beginTerminal(household, { runtime, display, words: process.argv.slice(2) });
    say('terminal: open');
    const ending = await Promise.race([terminal.ended, stopped.then(() => null)]);
    if (ending !== null && ending.code !== 0) throw new Problem(describeEnding(terminal.name, ending, terminalLog));
    return 0;
  } finally {
    await household.end();
  }
});
