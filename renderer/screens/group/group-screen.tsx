import { useState } from 'react';
import type { ReactNode } from 'react';
import type { GroupSummary, GroupView } from '../../../contract/ipc/topics.ts';
import { useNavigation } from '../../navigation/navigation.tsx';
import { useCall } from '../../state/use-call.ts';
import { useTopic } from '../../state/use-topic.ts';
import { CheckIn } from './check-in.tsx';
import { Interrupted } from './interrupted.tsx';
import { Playing } from './playing.tsx';
import { Prepare } from './prepare.tsx';
import { Summary } from './summary.tsx';

/** What the steps of a group viewing have in common. */
export interface StepProps {
  readonly group: GroupView;
  /** Leads to the home screen; the viewing stays open. */
  readonly onLeave: () => void;
}

/** A group viewing from choosing to its summary. The step follows from what the main process has on record. */
export function GroupScreen(): ReactNode {
  const { home } = useNavigation();
  const group = useTopic('group');
  const { run, busy, problem, clearProblem } = useCall('group.end');
  /** While it ends, the viewing as it was: the topic is empty before the summary arrives. */
  const [ending, setEnding] = useState<GroupView | null>(null);
  const [summary, setSummary] = useState<GroupSummary | null>(null);
  /** Somebody pressed start or continue here, so the film may begin by itself. */
  const [begun, setBegun] = useState(false);

  const end = async (): Promise<void> => {
    setEnding(group);
    const result = await run({});
    setEnding(null);
    if (result.ok) setSummary(result.value);
  };

  if (summary !== null) return <Summary summary={summary} onLeave={home} />;
  const shown = ending ?? group;
  if (shown === null) return <Prepare onLeave={home} />;
  const closing = { end: () => void end(), busy, problem, clearProblem };
  switch (shown.stage) {
    case 'check-in':
      return <CheckIn group={shown} onLeave={home} onStart={() => setBegun(true)} />;
    case 'interrupted':
      return <Interrupted group={shown} onLeave={home} onResume={() => setBegun(true)} closing={closing} />;
    case 'playing':
      return <Playing group={shown} onLeave={home} begun={begun} closing={closing} />;
  }
}
