import { describe, expect, test } from 'vitest';
import { decodeText } from '../../../../../county/information/import/encoding.ts';
import { inGbk } from '../../../../integration/county/information-tables.ts';

const text = '标题,价格\n马铃薯,2.4\n活羊，大白菜；玉米（苞谷）,28\n';
const decode = (bytes: Buffer) => {
  const decoded = decodeText(bytes);
  return 'text' in decoded ? decoded.text : decoded.fault;
};

describe('the encoding of a text', () => {
  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 LE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 LE without one', Buffer.from(text, 'utf16le')],
    ['UTF-16 BE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['GBK', inGbk(text)],
  ])('%s is found out', (_name, bytes) => {
    expect(decode(bytes)).toBe(text);
  });

  test('of plain English and of accents in UTF-8 is not taken for another one', () => {
    for (const plain of ['a,b\n1,2\n', 'café,crème brûlée\n', 'Ünïcödé naïve, 30 °C, 5 µm, ½ £\n']) expect(decode(Buffer.from(plain))).toBe(plain);
  });

  test('that was lost by an earlier program is told as garbled', () => {
    for (const garbled of [
      new TextDecoder('gbk').decode(Buffer.from(text)),
      new TextDecoder('windows-1252').decode(Buffer.from(text)),
      new TextDecoder('latin1').decode(inGbk(text)),
      '价格\ufffd\ufffd',
      '锟斤拷锟斤拷',
    ]) {
      expect([garbled.slice(0, 10), decode(Buffer.from(garbled))]).toEqual([garbled.slice(0, 10), 'mojibake']);
    }
  });

  test('that is none of these is refused: Latin-1, Big5, pictures', () => {
    expect(decode(Buffer.from('déjà vu, café\n', 'latin1'))).toBe('encoding-unknown');
    expect(decode(Buffer.from('bc d0 c3 44 2c bb f9 ae e6 0a b0 a8 b9 61 c1 a6 2c 32 0a'.replaceAll(' ', ''), 'hex'))).toBe('encoding-unknown');
    expect(decode(Buffer.from('ffd8ffe000104a46494600010100000100010000ffdb0043000806060706', 'hex'))).toBe('encoding-unknown');
  });

  test('of real Chinese is never called garbled', () => {
    for (const real of ['椹是桑的果子，可以做酒。', '搩、铖、喆都是人名里的字', '鑫淼养殖合作社：0930-1234567', '犇羴鱻', text.repeat(100)]) expect(decode(Buffer.from(real))).toBe(real);
  });
});
