import { tell, told, whileTold } from '../tell.ts';
import type { ScreenWalk } from './screen-walk.ts';

/** The home screen in circumstances that nobody wishes for, and when nobody is there. */
export async function circumstances({ village, terminal, visit }: ScreenWalk): Promise<void> {
  const { page } = village;
  await whileTold(terminal, 'status', (status) => ({ ...status, line: 'offline', journal: { ...status.journal, confirmed: Math.max(0, status.journal.last - 12) } }), () => visit('home-offline'));
  await whileTold(
    terminal,
    'status',
    (status) => ({ ...status, line: 'portal', journal: { ...status.journal, waitingForDisk: 3 }, warnings: [{ code: 'records-waiting-for-disk', data: { lines: 3 } }, { code: 'disk-full', data: { freeBytes: 0 } }] }),
    () => visit('home-disk-full'),
  );
  // Told again before each look: a change of the language makes the main process tell its own.
  await visit('home-safe-mode', async () => tell(terminal, 'app', { ...(await told(terminal, 'app')), safeMode: { fault: null } }));
  await tell(terminal, 'app', await told(terminal, 'app'));
  await whileTold(
    terminal,
    'holdings',
    (holdings) => Object.fromEntries(Object.entries(holdings).map(([id, state], index) => [id, index === 0 ? state : { state: 'downloading', doneBytes: 21_000_000, totalBytes: 60_000_000, playable: true }])),
    () => visit('home-downloading'),
  );
  // The page's own clock is put forward: three minutes without a key.
  await page.clock.install();
  await page.reload();
  await village.home();
  await page.clock.fastForward('03:10');
  await page.locator('.idle').waitFor();
  await visit('idle', async () => {
    if (await page.locator('.idle').isVisible()) return;
    await page.clock.fastForward('03:10');
    await page.locator('.idle').waitFor();
  });
}
