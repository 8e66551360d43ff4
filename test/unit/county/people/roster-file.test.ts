import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../../../county/input.ts';
import { parseRoster, readRosterFile } from '../../../../county/people/roster-file.ts';
import { emptyFolder } from '../../../support/county/folder.ts';

const wang = { number: '1001', name: '王秀兰' };
const li = { number: '0002', name: '李国良' };

function faultsOf(text: string): readonly string[] {
  try {
    parseRoster('roster', text);
  } catch (error) {
    if (error instanceof InputError) return error.faults;
    throw error;
  }
  throw new Error('The roster was taken.');
}

describe('a roster', () => {
  test.each([
    ['CSV', '1001,王秀兰\n0002,李国良\n'],
    ['CSV with headings, quotes, spaces and Windows line ends', '编号,姓名\r\n"1001", 王秀兰\r\n\r\n0002 ,"李国良"\r\n'],
    ['CSV parted by semicolons', 'number;name\n1001;王秀兰\n0002;李国良'],
    ['CSV parted by tabs', '1001\t王秀兰\n0002\t李国良'],
    ['a JSON list', JSON.stringify([wang, li])],
    ['JSON with its site', JSON.stringify({ site: { id: 'dongmen' }, members: [wang, li] })],
  ])('is read from %s', (_kind, text) => {
    expect(parseRoster('roster', text)).toEqual([wang, li]);
  });

  test('keeps leading zeros, quotes and line breaks within names', () => {
    expect(parseRoster('roster', '007,"王""小""兰"\n')).toEqual([{ number: '007', name: '王"小"兰' }]);
  });

  test('that is empty has no members', () => {
    expect(parseRoster('roster', 'number,name\n')).toEqual([]);
  });

  test('names every line that is wrong', () => {
    expect(faultsOf('number,name\n1001,王秀兰\nA17,李国良\n1003\n1004,\n1005,张,女\n')).toEqual([
      'roster: line 3: “A17” is not a member’s number (1 to 12 digits)',
      'roster: line 4: has 1 columns, not number and name',
      'roster: line 5: the name is missing',
      'roster: line 6: has 3 columns, not number and name',
    ]);
  });

  test('counts lines as the editor does when a name holds a line break', () => {
    expect(faultsOf('1001,"王\n秀兰"\nX,李\n')).toEqual(['roster: line 3: “X” is not a member’s number (1 to 12 digits)']);
  });

  test('names the lines that share a number', () => {
    expect(faultsOf('1,王\n2,李\n1,张\n')).toEqual(['roster: line 3: number 1 is taken by line 1']);
    expect(faultsOf(JSON.stringify([wang, wang]))).toEqual(['roster: member 2: number 1001 is taken by member 1']);
  });

  test('as a spreadsheet saves it in China (GBK) is read as well', async () => {
    const file = join(await emptyFolder(), 'roster.csv');
    // “1001,王秀兰” in GBK
    await writeFile(file, Buffer.from([0x31, 0x30, 0x30, 0x31, 0x2c, 0xcd, 0xf5, 0xd0, 0xe3, 0xc0, 0xbc]));
    expect(await readRosterFile(file)).toEqual([wang]);
  });
});
