// @ts-check
import { endGroup } from './process-group.mjs';

// A process of its own that outlives the one that started it for as long as it takes to end the children which that
// one left behind because it was killed. Its work begins when the channel to it closes.

/** @typedef {{ began: number } | { ended: number }} News the process id of a child that leads a group */

const patienceMs = Number(process.argv[2]);
/** @type {number[]} */
const children = [];

process.on('message', (/** @type {News} */ news) => {
  if ('began' in news) children.push(news.began);
  else children.splice(children.indexOf(news.ended), 1);
});

process.once('disconnect', async () => {
  for (const leader of children.reverse()) await endGroup(leader, patienceMs);
});

// The one who started it decides when it ends.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});

process.send?.('ready');
