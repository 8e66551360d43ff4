import type { Category, CourseKind, ProgramId } from '../../../contract/programs/program.ts';
import type { ViewingId } from '../../../contract/usage/event.ts';
import type { Nothing } from '../../navigation/routes.ts';

/** The screens for choosing a program and watching it alone. */
export interface ProgramScreens {
  /** All categories and topics. */
  readonly programs: Nothing;
  /** All issues with their states. */
  readonly issues: Nothing;
  /** The programs of a category, of a topic, or of an issue (by its id); all null: every one. `kind` and `only` narrow them further. */
  readonly 'program-list': {
    readonly category: Category | null;
    readonly topic: string | null;
    readonly issue: string | null;
    readonly kind?: CourseKind;
    /** `new`: published of late; `to-continue`: begun by whoever is signed in, the latest first. */
    readonly only?: 'new' | 'to-continue';
  };
  readonly program: { readonly program: ProgramId };
  /** Who is watching? Goes on to play the program, when there is one, else back. */
  readonly 'sign-in': { readonly thenPlay: ProgramId | null };
  /** A self-viewing that was started; `resumeAt` as `self.start` told it. */
  readonly watch: { readonly program: ProgramId; readonly viewing: ViewingId; readonly resumeAt: number };
}
