import { writeSync } from 'node:fs';
import { numbered, openRecords } from './records.ts';

// Appends numbered events as fast as it can, some together, until it is killed. Notes each acknowledged one on standard
// output as "<number> <seq> <prev>". The parent reads the pipe to its end, so what was noted before the kill arrives.

const [folder = '', firstNumber = '1', mostTogether = '1'] = process.argv.slice(2);
const journal = await openRecords(folder);
writeSync(1, 'open\n');
for (let number = Number(firstNumber); ; ) {
  const together = 1 + Math.floor(Math.random() * Number(mostTogether));
  const appends = Array.from({ length: together }, async () => {
    const own = number++;
    const { seq, prev } = await journal.append(numbered(own));
    writeSync(1, `${own} ${seq} ${prev}\n`);
  });
  await Promise.all(appends);
}
