import { useCallback, useState } from 'react';
import type { ReactNode } from 'react';
import { ProblemError } from '../../../contract/problem.ts';
import type { ProgramId } from '../../../contract/programs/program.ts';
import type { Segment } from '../../../contract/viewing/played-segments.ts';
import { useToast } from '../../components/toast.tsx';
import { useProblemText } from '../../i18n/use-problem-text.ts';
import { useNavigation } from '../../navigation/navigation.tsx';
import { Player } from '../../player/player.tsx';
import { useCall } from '../../state/use-call.ts';
import { useTerminal } from '../../state/terminal.tsx';
import { usePrograms } from '../../state/use-programs.ts';
import { FinishedScreen } from './finished-screen.tsx';
import { GoneScreen } from './gone-screen.tsx';
import { IdleNotice } from './idle-notice.tsx';
import { afterwards } from './program-choice.ts';
import { ResumeScreen } from './resume-screen.tsx';
import type { ProgramScreens } from './routes.ts';
import { useIdle } from './use-idle.ts';
import { useWatch } from './use-watch.ts';

/** Nobody touches anything and nothing plays. */
const LEFT_AFTER_MS = 10 * 60_000;
/** The film is over and nobody touches anything: they have gone. */
const GONE_AFTER_MS = 60_000;

/** One self-viewing: where to begin, the film, and what comes after it. */
export function WatchScreen({ program: id, viewing, resumeAt }: ProgramScreens['watch']): ReactNode {
  const { back, home } = useNavigation();
  const { api } = useTerminal();
  const toast = useToast();
  const words = useProblemText();
  const end = useCall('self.end');
  const signOut = useCall('member.signOut');
  const programs = usePrograms();
  const found = programs.find((each) => each.id === id);
  // What is being watched stays, even when the catalogue changes meanwhile.
  const [program] = useState(found);
  const [beginAt, setBeginAt] = useState<number | null>(resumeAt > 0 ? null : 0);
  const [finished, setFinished] = useState(false);
  const [following] = useState(() => afterwards(programs, id, 1)[0] ?? null);
  const watch = useWatch();

  const endAs = async (reason: 'finished' | 'left' | 'idle'): Promise<void> => {
    const result = await end.run({ viewing, reason });
    if (!result.ok) toast(words(result.problem).what);
  };
  const leave = (): void => void endAs('left').then(back);
  const { touch, secondsLeft } = useIdle(finished ? GONE_AFTER_MS : LEFT_AFTER_MS, () => {
    void (finished ? Promise.resolve() : endAs('idle'))
      .then(() => signOut.run({}))
      .then(home);
  });
  const record = useCallback(
    async (_program: ProgramId, segment: Segment) => {
      touch();
      const result = await api.call('self.played', { viewing, segment: [...segment] });
      if (!result.ok) throw new ProblemError(result.problem);
    },
    [api, touch, viewing],
  );

  if (program === undefined) return <GoneScreen onBack={leave} />;
  const notice = <IdleNotice secondsLeft={secondsLeft} then="idleHome" />;
  if (finished) {
    return (
      <>
        <FinishedScreen program={program} viewing={viewing} />
        {notice}
      </>
    );
  }
  if (beginAt === null) return <ResumeScreen program={program} resumeAt={resumeAt} onBegin={setBeginAt} onBack={leave} />;
  return (
    <>
      <Player
        programs={[program]}
        startAt={{ program: id, position: beginAt }}
        mode="self"
        onPlayed={record}
        onFinished={() => {
          setFinished(true);
          void endAs('finished');
        }}
        onExit={leave}
        after={following === null ? null : { title: following.title, onPlay: () => void endAs('left').then(() => watch.start(following.id, 'instead')) }}
      />
      {notice}
    </>
  );
}
