import { describe, expect, it } from 'vitest';
import { cueLines } from '../../../../renderer/player/cue-lines.ts';

describe('the lines of a subtitle', () => {
  it('are those of the cue', () => {
    expect(cueLines('先起垄，\n再覆膜。')).toEqual(['先起垄，', '再覆膜。']);
  });

  it('leave out voices, styles and times', () => {
    expect(cueLines('<v 李老师>垄高<b>二十</b>厘米 <00:00:02.000>左右')).toEqual(['垄高二十厘米 左右']);
  });

  it('resolve escapes', () => {
    expect(cueLines('A &amp; B &lt; C')).toEqual(['A & B < C']);
  });

  it('leave an unknown escape as it stands', () => {
    expect(cueLines('&unheard;')).toEqual(['&unheard;']);
  });

  it('are none when there is nothing to read', () => {
    expect(cueLines(' \r\n<i></i>')).toEqual([]);
  });
});
