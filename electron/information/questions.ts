import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { answersSchema } from '../../contract/information/answers.ts';
import type { Answers } from '../../contract/information/answers.ts';
import type { CallArguments, CallResult } from '../../contract/ipc/calls.ts';
import type { AnswersView } from '../../contract/ipc/topics.ts';
import { fail } from '../../contract/problem.ts';
import type { Problem } from '../../contract/problem.ts';
import type { PublicKey } from '../../contract/site/enrolment.ts';
import type { Clock } from '../site/clock.ts';
import { createListeners } from '../site/listeners.ts';
import { createSerial } from '../site/serial.ts';
import { openSignedDocument } from '../site/signed-document.ts';
import type { Signed } from '../site/signed.ts';
import type { Journal } from '../usage/journal.ts';
import { openProjection } from '../usage/projection.ts';
import type { UsageRecorder } from '../usage/recorder.ts';
import { applyToAsked, askedSchema, ASKED_VERSION, nothingAsked } from './asked.ts';

/** The same question again after less than this is the same press twice. */
const REPEAT_MS = 10_000;

/** Questions to the county, and its answers for this site. */
export interface Questions {
  /** The topic `answers`. `confirmed`: the journal's line up to which the county has it. */
  readonly view: (confirmed: number) => AnswersView;
  readonly onChanged: (listener: () => void) => () => void;
  readonly ask: (args: CallArguments<'questions.ask'>) => Promise<CallResult<'questions.ask'>>;
  /** Throws `question-unknown`. */
  readonly withdraw: (question: string) => Promise<void>;
  /** Records that an answer is read, the first time. Throws `question-unknown` for one that is not on the board. */
  readonly openAnswer: (answer: string) => Promise<void>;
  /** The version of the board that is here, 0 for none. */
  readonly version: () => number;
  /** Throws `version-older`, and `content-damaged` for the board of another site. */
  readonly accept: (signed: Signed<Answers>) => Promise<boolean>;
  readonly close: () => Promise<void>;
}

export interface QuestionsOptions {
  /** Where the board lies, as it was signed. */
  readonly folder: string;
  /** File of what is derived from the journal. */
  readonly file: string;
  readonly countyKey: PublicKey | null;
  /** The site this terminal belongs to. */
  readonly site: () => string;
  readonly journal: Journal;
  readonly recorder: Pick<UsageRecorder, 'record'>;
  readonly clock: Pick<Clock, 'wall' | 'uptimeMs'>;
  readonly onProblem: (problem: Problem) => void;
  readonly onFault: (error: unknown) => void;
}

export async function openQuestions(options: QuestionsOptions): Promise<Questions> {
  const { recorder, clock } = options;
  const board = await openSignedDocument<Answers>({ ...options, file: join(options.folder, 'answers.jws'), schema: answersSchema, what: 'answers' });
  const asked = await openProjection({
    journal: options.journal,
    file: options.file,
    version: ASKED_VERSION,
    schema: askedSchema,
    initial: nothingAsked,
    apply: applyToAsked,
    onFault: options.onFault,
  });
  const listeners = createListeners();
  board.onChanged(() => listeners.tell());
  const unfollow = asked.onChanged(() => listeners.tell());
  const serial = createSerial();
  let last: { readonly text: string; readonly atMs: number; readonly question: string } | null = null;
  const answers = (): Answers['answers'] => board.current()?.payload.answers ?? [];

  return {
    view: (confirmed) => {
      const { questions, opened } = asked.state();
      const read = new Set(opened);
      const answered = new Set(answers().map(({ question }) => question));
      return {
        questions: questions.map(({ seq, ...question }) => ({ ...question, state: answered.has(question.question) ? 'answered' : seq <= confirmed ? 'with-county' : 'waiting' })),
        answers: answers().map((answer) => ({ ...answer, opened: read.has(answer.answer) })),
      };
    },
    onChanged: listeners.add,
    ask: (args) =>
      serial(async () => {
        if (last?.text === args.text && clock.uptimeMs() - last.atMs < REPEAT_MS) return { question: last.question };
        const question = uuidv7();
        await recorder.record({ type: 'question.asked', data: { ...args, question } });
        last = { text: args.text, atMs: clock.uptimeMs(), question };
        return { question };
      }),
    withdraw: (question) =>
      serial(async () => {
        if (!asked.state().questions.some((one) => one.question === question)) return fail('question-unknown', {});
        await recorder.record({ type: 'question.withdrawn', data: { question } });
        last = null;
      }),
    openAnswer: (id) =>
      serial(async () => {
        const answer = answers().find((one) => one.answer === id) ?? fail('question-unknown', {});
        if (asked.state().opened.includes(id)) return;
        await recorder.record({ type: 'answer.opened', data: { answer: id, question: answer.own ? answer.question : null } });
      }),
    version: () => board.current()?.payload.version ?? 0,
    accept: async (signed) => {
      if (signed.payload.site !== options.site()) return fail('content-damaged', { what: 'answers' });
      return board.accept(signed);
    },
    close: async () => {
      unfollow();
      await asked.close();
    },
  };
}
