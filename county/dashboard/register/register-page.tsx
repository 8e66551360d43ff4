import { entryQuestion, EntryView } from './entry-view.tsx';
import { ListView } from './list-view.tsx';
import { linesQuestion, LinesView } from './lines-view.tsx';
import { viewOf } from './register-address.ts';

interface RegisterPageProps {
  /** The address behind `#/register/`. */
  readonly rest: string | undefined;
  readonly onSignedOut: () => void;
}

/** The register: lists of what happened, one entry with all its lines, and the lines themselves. */
export function RegisterPage({ rest, onSignedOut }: RegisterPageProps) {
  const view = viewOf(rest);
  switch (view.show) {
    case 'list':
      return <ListView tab={view.tab} filter={view.filter} offset={view.offset} onSignedOut={onSignedOut} />;
    case 'entry':
      return <EntryView question={entryQuestion(view.tab, view.journal, view.key)} onSignedOut={onSignedOut} />;
    case 'lines':
      return <LinesView journal={view.journal} first={view.first} question={linesQuestion(view.journal, view.first)} onSignedOut={onSignedOut} />;
  }
}
