import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { linuxDrives, parseMounts } from '../../../../electron/sticks/linux-drives.ts';
import { emptyFolder } from '../../../support/terminal/surroundings.ts';

interface FakeDisk {
  /** Below `devices`, e.g. `pci0/usb1/1-1/block/sdb`. */
  readonly at: string;
  readonly removable?: boolean;
  readonly type?: string;
  /** `major:minor` of the partition, and where it is mounted. */
  readonly partition: readonly [device: string, name: string];
  readonly mounted: string;
  readonly label?: string;
}

/** The kernel's tree of devices as far as it is read, and a list of mounts. */
async function machine(disks: readonly FakeDisk[], more: readonly string[] = []): Promise<{ sys: string; labels: string; mountinfo: string }> {
  const folder = await emptyFolder();
  const [sys, labels, dev] = [join(folder, 'sys'), join(folder, 'by-label'), join(folder, 'dev')];
  for (const made of [join(sys, 'dev/block'), labels, dev]) await mkdir(made, { recursive: true });
  const lines: string[] = [...more];
  for (const [index, { at, removable = false, type, partition, mounted, label }] of disks.entries()) {
    const disk = join(sys, 'devices', at);
    const [device, name] = partition;
    await mkdir(join(disk, name), { recursive: true });
    await mkdir(join(disk, 'device'), { recursive: true });
    await writeFile(join(disk, 'removable'), removable ? '1\n' : '0\n');
    await writeFile(join(disk, name, 'partition'), '1\n');
    if (type !== undefined) await writeFile(join(disk, 'device', 'type'), `${type}\n`);
    await symlink(relative(join(sys, 'dev/block'), join(disk, name)), join(sys, 'dev/block', device));
    await writeFile(join(dev, name), '');
    if (label !== undefined) await symlink(join(dev, name), join(labels, label));
    lines.push(`${36 + index} 25 ${device} / ${mounted.replaceAll(' ', '\\040')} rw,nosuid shared:1 - vfat /dev/${name} rw`);
  }
  const mountinfo = join(folder, 'mountinfo');
  await writeFile(mountinfo, lines.join('\n'));
  return { sys, labels, mountinfo };
}

const usb = 'pci0/usb1/1-1/1-1:1.0/host4/target4/4:0:0:0/block/sdb';

describe('on Linux', () => {
  it('a stick is found by its bus, named by its label, with its room', async () => {
    const mounted = join(await emptyFolder(), 'a stick');
    await mkdir(mounted);
    const found = await linuxDrives({ dataFolder: '/data', ...(await machine([{ at: usb, removable: true, partition: ['8:17', 'sdb1'], mounted, label: '东门村\\x20U盘' }])) })();
    expect(found).toMatchObject([{ path: mounted, name: '东门村 U盘', readOnly: false }]);
    expect(found[0]?.totalBytes).toBeGreaterThan(found[0]?.freeBytes ?? Infinity);
  });

  it('so are a disk in a USB case, which does not call itself removable, and an SD card; without a label the folder names it', async () => {
    const [first, second] = [await emptyFolder(), await emptyFolder()];
    const found = await linuxDrives({
      dataFolder: '/data',
      ...(await machine([
        { at: usb, partition: ['8:17', 'sdb1'], mounted: first },
        { at: 'platform/mmc_host/mmc0/mmc0:1/block/mmcblk0', type: 'SD', partition: ['179:1', 'mmcblk0p1'], mounted: second },
      ])),
    })();
    expect(found.map(({ path }) => path)).toEqual([first, second]);
    expect(first).toContain(found[0]?.name);
  });

  it('the machine’s own disks are no sticks, nor the USB disk it was started from, nor the one its data lie on', async () => {
    const [inner, started, data] = [await emptyFolder(), await emptyFolder(), await emptyFolder()];
    const found = await linuxDrives({
      dataFolder: join(data, 'terminal'),
      ...(await machine([
        { at: 'pci0/ata1/block/sda', partition: ['8:1', 'sda1'], mounted: inner },
        { at: usb, removable: true, partition: ['8:17', 'sdb1'], mounted: '/' },
        { at: usb, removable: true, partition: ['8:18', 'sdb2'], mounted: started },
        { at: 'pci0/usb2/2-1/block/sdc', removable: true, partition: ['8:33', 'sdc1'], mounted: data },
      ])),
    })();
    expect(found).toEqual([]);
  });

  it('a disk that is gone, one that is mounted twice and parts of disks do not show up besides', async () => {
    const mounted = await emptyFolder();
    const files = await machine(
      [{ at: usb, removable: true, partition: ['8:17', 'sdb1'], mounted }],
      ['70 25 8:99 / /media/gone rw - vfat /dev/sdz1 rw', '71 25 0:44 / /run rw - tmpfs tmpfs rw', `72 25 8:17 /part ${mounted} rw - vfat /dev/sdb1 rw`, 'nonsense', ''],
    );
    expect(await linuxDrives({ dataFolder: '/data', ...files })()).toHaveLength(1);
  });

  it('this very machine’s mounts can be read', async () => {
    expect(parseMounts('36 25 8:17 / /media/\\346\\235\\221\\040a rw - vfat /dev/sdb1 rw')).toHaveLength(1);
    await expect(linuxDrives({ dataFolder: '/' })()).resolves.toBeInstanceOf(Array);
  });
});
