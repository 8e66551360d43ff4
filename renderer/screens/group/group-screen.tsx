import { useState } from 'react';
import type { ReactNode } from 'react';
import type { GroupSummary, GroupView } from '../../../contract/ipc/topics.ts';
import { isRestored } from '../../navigation/kept-way.ts';
import { useNavigation, useStackEntry } from '../../navigation/navigation.tsx';
import { useTerminal } from '../../state/terminal.tsx';
import { useCall } from '../../state/use-call.ts';
import { useTopic } from '../../state/use-topic.ts';
import { CheckIn } from './check-in.tsx';
import { Interrupted } from './interrupted.tsx';
import { Playing } from './playing.tsx';
import { Prepare } from './prepare.tsx';
import { Summary } from './summary.tsx';
import { takeLastPicture, useCameraEvidence } from './use-camera-evidence.ts';

/** What the steps of a group viewing have in common. */
export interface StepProps {
  readonly group: GroupView;
  /** Leads to the home screen; the viewing stays open. */
  readonly onLeave: () => void;
}

/** A group viewing from choosing to its summary. The step follows from what the main process has on record. */
export function GroupScreen(): ReactNode {
  const { home } = useNavigation();
  const { api } = useTerminal();
  const group = useTopic('group');
  const { run, busy, problem, clearProblem } = useCall('group.end');
  /** While it ends, the viewing as it was: the topic is empty before the summary arrives. */
  const [ending, setEnding] = useState<GroupView | null>(null);
  const [summary, setSummary] = useState<GroupSummary | null>(null);
  const entry = useStackEntry();
  /** Somebody pressed start or continue here, or the screens broke off meanwhile, so the film may begin by itself. */
  const [begun, setBegun] = useState(() => isRestored(entry?.route));
  useCameraEvidence(group);

  const end = async (): Promise<void> => {
    setEnding(group);
    if (group !== null) await takeLastPicture(api, group);
    const result = await run({});
    setEnding(null);
    if (result.ok) setSummary(result.value);
  };

  if (summary !== null) return <Summary summary={summary} onLeave={home} />;
  const shown = ending ?? group;
  if (shown === null) return <Prepare onLeave={home} />;
  const closing = { end: () => void end(), busy: busy || ending !== null, problem, clearProblem };
  switch (shown.stage) {
    case 'check-in':
      return <CheckIn group={shown} onLeave={home} onStart={() => setBegun(true)} />;
    case 'interrupted':
      return <Interrupted group={shown} onLeave={home} onResume={() => setBegun(true)} closing={closing} />;
    case 'playing':
      return <Playing group={shown} onLeave={home} begun={begun} closing={closing} />;
  }
}
