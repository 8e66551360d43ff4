import { useEffect } from 'react';
import type { TerminalApi } from '../../../contract/ipc/api.ts';
import type { GroupView } from '../../../contract/ipc/topics.ts';
import type { EvidenceMoment } from '../../../contract/usage/group-events.ts';
import { useTerminal } from '../../state/terminal.tsx';
import { takePicture } from './camera.ts';

/** Takes a picture of the hall whenever the main process says that one is due. */
export function useCameraEvidence(group: GroupView | null): void {
  const { api } = useTerminal();
  const due = group?.cameraDue ?? null;
  useEffect(() => {
    if (due !== null) void sendPicture(api, due);
  }, [api, due]);
}

/** The last picture, when the viewing is ended before the film says that it is due. */
export async function takeLastPicture(api: TerminalApi, group: GroupView): Promise<void> {
  const has = group.evidence.some(({ moment, source }) => moment === 'end' && source === 'camera');
  if (group.camera === true && group.stage === 'playing' && !has) await sendPicture(api, 'end');
}

/** A picture more or less must never get in the way of the viewing: what fails is on record as missed. */
async function sendPicture(api: TerminalApi, moment: EvidenceMoment): Promise<void> {
  const result = await api.call('group.cameraPicture', { moment, picture: await takePicture() });
  if (!result.ok) console.warn('the picture was not kept', result.problem);
}
