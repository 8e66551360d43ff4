import type { DownloadRules } from '../../contract/ipc/topics.ts';

/** True when downloads may run at this wall time (ISO 8601 with the local offset). A window may go over midnight; one of no length is the whole day. */
export function mayDownload(night: DownloadRules['night'], wall: string): boolean {
  if (night === null || night.from === night.to) return true;
  const now = wall.slice(11, 16);
  return night.from < night.to ? now >= night.from && now < night.to : now >= night.from || now < night.to;
}
