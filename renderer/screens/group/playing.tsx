import { UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProgramId } from '../../../contract/programs/program.ts';
import type { Segment } from '../../../contract/viewing/played-segments.ts';
import { Button } from '../../components/button.tsx';
import { Player } from '../../player/player.tsx';
import type { StartAt } from '../../player/playlist.ts';
import { usePrograms } from '../../state/use-programs.ts';
import { useTerminal } from '../../state/terminal.tsx';
import { useKeepOpen } from '../operator/gate.tsx';
import { Break } from './break.tsx';
import type { Closing } from './end-dialog.tsx';
import type { StepProps } from './group-screen.tsx';
import { LateCheckIn } from './late-check-in.tsx';
import { NothingToPlay } from './nothing-to-play.tsx';
import { Paused } from './paused.tsx';
import { isAtEnd, playlistOf } from './playlist-of.ts';
import { reportPlayed } from './report-played.ts';
import './playing.css';

export interface PlayingProps extends StepProps {
  /** Somebody pressed start or continue just now, so the film begins by itself. */
  readonly begun: boolean;
  readonly closing: Closing;
}

/** The film, and what stands in its place when it was stopped, is between two programs, or is over. */
export function Playing({ group, onLeave, begun, closing }: PlayingProps): ReactNode {
  const { t } = useTranslation('group');
  const { api } = useTerminal();
  const programs = usePrograms();
  const [view, setView] = useState<'film' | 'paused' | 'finished'>(() => (begun ? 'film' : isAtEnd(group) ? 'finished' : 'paused'));
  const [startAt, setStartAt] = useState<StartAt>(group.resume);
  const [late, setLate] = useState(false);
  const playlist = playlistOf(group, programs);
  const resting = group.break;
  // The operator's area may lock itself in the middle of a long film or a break; it is asked for again when these are left.
  useKeepOpen(view === 'film' || resting !== null);

  // What the hall does is shown at once and told behind it: a record that is refused must not hold up the film.
  const tell = (name: 'group.pause' | 'group.continue' | 'group.endBreak'): void => {
    void api.call(name, {}).then((result) => (result.ok ? undefined : console.warn(`${name} was refused`, result.problem)));
  };
  const play = (from: StartAt): void => {
    if (view === 'paused') tell('group.continue');
    setStartAt(from);
    setView('film');
  };
  if (playlist === null) return <NothingToPlay group={group} onLeave={onLeave} closing={closing} />;
  if (resting !== null) {
    return (
      <Break
        group={group}
        rest={resting}
        closing={closing}
        onContinue={() => {
          tell('group.endBreak');
          setStartAt({ program: resting.next, position: 0 });
          setView('film');
        }}
      />
    );
  }
  if (view !== 'film') {
    const [first] = playlist;
    return (
      <Paused
        group={group}
        finished={view === 'finished'}
        closing={closing}
        onLeave={onLeave}
        onPlay={() => play(view === 'finished' ? { program: first.id, position: 0 } : group.resume)}
      />
    );
  }
  const people = t('people.line', {
    members: t('people.members', { count: group.members.length }),
    guests: t('people.guests', { count: group.guests }),
  });
  return (
    <>
      <Player
        programs={playlist}
        startAt={startAt}
        mode="group"
        onPlayed={(program: ProgramId, segment: Segment) => reportPlayed(api, program, segment)}
        onFinished={() => setView('finished')}
        onBreak={(next) => {
          void api.call('group.beginBreak', { next, minutes: null }).then((result) => (result.ok ? undefined : setView('paused')));
        }}
        onExit={() => {
          tell('group.pause');
          setView('paused');
        }}
        overlay={
          <div className="playing__people">
            <span>{people}</span>
            <Button icon={UserRoundPlus} onPress={() => setLate(true)}>
              {t('late.title')}
            </Button>
          </div>
        }
      />
      {late && <LateCheckIn group={group} dark onClose={() => setLate(false)} />}
    </>
  );
}
