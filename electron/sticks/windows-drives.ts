import { execFile } from 'node:child_process';
import { win32 } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { shownName } from './drive.ts';
import type { Drive, FindDrives } from './drive.ts';

const run = promisify(execFile);
const ANSWER_WITHIN_MS = 20_000;

/** Sticks and card readers are of type 2; a disk in a USB case is found by the bus it hangs on. */
const QUESTION = `
[Console]::OutputEncoding = [Text.Encoding]::UTF8
$usb = Get-CimInstance Win32_DiskDrive -Filter "InterfaceType='USB'" |
  Get-CimAssociatedInstance -ResultClassName Win32_DiskPartition |
  Get-CimAssociatedInstance -ResultClassName Win32_LogicalDisk
$removable = Get-CimInstance Win32_LogicalDisk -Filter 'DriveType=2'
$all = @($usb) + @($removable) | Where-Object { $_.Size } | Sort-Object DeviceID -Unique |
  Select-Object DeviceID, VolumeName, @{n='Size';e={[string]$_.Size}}, @{n='FreeSpace';e={[string]$_.FreeSpace}}, Access
ConvertTo-Json -Compress -InputObject @($all)
`;

const bytes = z.coerce.number().int().nonnegative();
const answerSchema = z.array(
  z.object({
    DeviceID: z.string().regex(/^[A-Z]:$/),
    VolumeName: z.string().nullable(),
    Size: bytes,
    FreeSpace: bytes,
    /** 1: may only be read. */
    Access: z.int().nullable(),
  }),
);

/** Asks Windows through PowerShell, which every Windows that Electron runs on has. Not tried on a real Windows yet. */
export function windowsDrives({ dataFolder }: { readonly dataFolder: string }): FindDrives {
  return async () => {
    const { stdout } = await run('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', QUESTION], {
      timeout: ANSWER_WITHIN_MS,
      windowsHide: true,
    });
    return readAnswer(stdout, dataFolder);
  };
}

/** What PowerShell answered as drives, without the one that the terminal's own data lie on. */
export function readAnswer(text: string, dataFolder: string): readonly Drive[] {
  const own = win32.parse(dataFolder).root.slice(0, 2).toUpperCase();
  return answerSchema
    .parse(JSON.parse(text))
    .filter(({ DeviceID }) => DeviceID !== own)
    .map(({ DeviceID, VolumeName, Size, FreeSpace, Access }) => ({
      path: `${DeviceID}\\`,
      name: shownName(VolumeName ?? '') === '' ? DeviceID : `${shownName(VolumeName ?? '')} (${DeviceID})`,
      freeBytes: FreeSpace,
      totalBytes: Size,
      readOnly: Access === 1,
    }));
}
