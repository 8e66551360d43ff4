// @ts-check
import { nodePrograms } from './node-programs.mjs';

export default nodePrograms({ entries: { cli: 'county/cli.ts', 'read-table.worker': 'county/information/import/read-table.worker.ts' }, folder: 'out/county', format: 'es', packages: false });
