// @ts-check
// npm run bench -- PART: measures a part side by side with what it is compared to.
import { runPart } from './run/parts.mjs';

await runPart('bench');
