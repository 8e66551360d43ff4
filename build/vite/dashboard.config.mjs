// @ts-check
import { pages } from './pages.mjs';

export default pages({ source: 'county/dashboard', folder: 'out/dashboard', target: 'baseline-widely-available' });
