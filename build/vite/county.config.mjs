// @ts-check
import { nodePrograms } from './node-programs.mjs';

export default nodePrograms({ entries: { cli: 'county/cli.ts' }, folder: 'out/county', format: 'es', packages: false });
