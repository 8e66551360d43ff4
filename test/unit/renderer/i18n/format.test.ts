import { describe, expect, it } from 'vitest';
import { createFormat } from '../../../../renderer/i18n/use-format.ts';

describe('numbers and times', () => {
  const chinese = createFormat('zh-CN');
  const english = createFormat('en');

  it('never say 100 % before all of it is done', () => {
    expect(chinese.share(0.999)).toBe('99%');
    expect(chinese.share(1)).toBe('100%');
    expect(chinese.share(1.2)).toBe('100%');
    expect(chinese.share(0)).toBe('0%');
  });

  it('part thousands', () => {
    expect(chinese.number(1234)).toBe('1,234');
  });

  it('write sizes in the unit that fits', () => {
    expect(chinese.bytes(0)).toBe('0 B');
    expect(chinese.bytes(12 * 1024 * 1024)).toBe('12 MB');
    expect(chinese.bytes(1023 * 1024)).toBe('1 MB');
    expect(chinese.bytes(5.5 * 1024 ** 3)).toBe('5.5 GB');
  });

  it('write a day and a time as the reader does, by the 24-hour clock', () => {
    const at = new Date(2026, 10, 23, 0, 5);
    expect(chinese.day(at)).toBe('11月23日星期一');
    expect(chinese.moment(at)).toBe('11月23日 00:05');
    expect(english.day(at)).toBe('Monday 23 November');
    expect(english.moment(at)).toBe('23 November 00:05');
    expect(english.date(at)).toBe('23 November 2026');
    expect(english.time(at)).toBe('00:05');
  });

  it('put sentences together as the language does', () => {
    expect(chinese.sentences(['一。', '', '二。'])).toBe('一。二。');
    expect(english.sentences(['One.', '', 'Two.'])).toBe('One. Two.');
  });

  it('give a title in the reader’s language, else in Chinese', () => {
    expect(english.text({ 'zh-CN': '滴灌', en: 'Drip irrigation' })).toBe('Drip irrigation');
    expect(english.text({ 'zh-CN': '滴灌' })).toBe('滴灌');
  });
});
