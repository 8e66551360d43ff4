import { useEffect, useState } from 'react';
import type { ProgramId } from '../../contract/programs/program.ts';
import type { Segment } from '../../contract/viewing/played-segments.ts';
import { PlayedOutbox } from './played-outbox.ts';
import type { OutboxState } from './played-outbox.ts';

/** An outbox that lives as long as what waits in it, and how recording goes. */
export function useOutbox(send: (program: ProgramId, segment: Segment) => Promise<void>): {
  readonly outbox: PlayedOutbox<ProgramId>;
  readonly recording: OutboxState;
} {
  const [recording, setRecording] = useState<OutboxState>('fine');
  const [outbox] = useState(() => new PlayedOutbox(send, setRecording));
  useEffect(() => {
    outbox.sendTo(send);
  }, [outbox, send]);
  return { outbox, recording };
}
