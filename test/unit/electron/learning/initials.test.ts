import { describe, expect, it } from 'vitest';
import { nameInitials } from '../../../../electron/learning/initials.ts';

describe('the initials of a name', () => {
  it.each([
    ['王秀英', 'WXY'],
    ['单雄信', 'SXX'],
    ['曾国藩', 'ZGF'],
    ['仇英', 'QY'],
    ['解晓东', 'XXD'],
    ['任红', 'RH'],
    ['查良镛', 'ZLY'],
    ['区大相', 'ODX'],
    ['尉迟恭', 'YCG'],
    ['欧阳修', 'OYX'],
    ['万俟卨', 'MQX'],
    ['吕布', 'LB'],
    ['阿依古丽·买买提', 'AYGLMMT'],
    ['欧阳 修', 'OYX'],
    ['Ann 李', 'AL'],
    ['Émile Li', 'EL'],
    ['王2', 'W'],
    ['？', ''],
  ])('of %s are %s', (name, initials) => {
    expect(nameInitials(name)).toBe(initials);
  });
});
