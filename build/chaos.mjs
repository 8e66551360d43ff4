// @ts-check
// npm run chaos -- PART: kills, cuts, full disks and hostile input, against the real parts.
import { runPart } from './run/parts.mjs';

await runPart('chaos');
