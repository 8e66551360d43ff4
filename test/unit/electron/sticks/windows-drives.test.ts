import { expect, it } from 'vitest';
import { readAnswer } from '../../../../electron/sticks/windows-drives.ts';

it('on Windows sticks are what PowerShell names, but for the disk that the terminal’s own data lie on', () => {
  const answer = JSON.stringify([
    { DeviceID: 'D:', VolumeName: '数据', Size: '64000000000', FreeSpace: '32000000000', Access: 0 },
    { DeviceID: 'E:', VolumeName: '东门村', Size: '8000000000', FreeSpace: '1000000000', Access: null },
    { DeviceID: 'F:', VolumeName: null, Size: '4000000000', FreeSpace: '0', Access: 1 },
  ]);
  expect(readAnswer(answer, 'D:\\terminal')).toEqual([
    { path: 'E:\\', name: '东门村 (E:)', freeBytes: 1_000_000_000, totalBytes: 8_000_000_000, readOnly: false },
    { path: 'F:\\', name: 'F:', freeBytes: 0, totalBytes: 4_000_000_000, readOnly: true },
  ]);
  expect(readAnswer('[]', 'C:\\data')).toEqual([]);
  expect(() => readAnswer('[{"DeviceID":"..\\\\etc"}]', 'C:\\data')).toThrow();
});
