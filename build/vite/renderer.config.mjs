// @ts-check
import { pages } from './pages.mjs';

export default pages({ source: 'renderer', folder: 'out/renderer', target: 'chrome130' });
