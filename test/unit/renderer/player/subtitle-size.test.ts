import { expect, test } from 'vitest';
import { following, nextSubtitles } from '../../../../renderer/player/subtitle-size.ts';

test('subtitles go from none through each language that the film has, and back to none', () => {
  expect(nextSubtitles(null, ['zh-CN', 'en'])).toBe('zh-CN');
  expect(nextSubtitles('zh-CN', ['zh-CN', 'en'])).toBe('en');
  expect(nextSubtitles('en', ['zh-CN', 'en'])).toBeNull();
  expect(nextSubtitles('en', ['zh-CN'])).toBeNull();
  expect(nextSubtitles(null, [])).toBeNull();
});

test('after the last value comes the first, and what is not among them leads to the first', () => {
  expect(following([1, 2, 3], 3)).toBe(1);
  expect(following([1, 2, 3], 7)).toBe(1);
  expect(following([], 1)).toBeUndefined();
});
