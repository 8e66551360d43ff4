import type { DownloadsView, Holdings, ProgramDescription, ProgramView } from '../../contract/ipc/topics.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Catalogue } from '../../contract/programs/manifest.ts';
import type { ProgramId } from '../../contract/programs/program.ts';
import type { PublicKey } from '../../contract/site/enrolment.ts';
import type { Clock } from '../site/clock.ts';
import type { CountyClient } from '../site/county-client.ts';
import type { Http } from '../site/http.ts';
import type { Signed } from '../site/signed.ts';
import type { StickIssues } from '../sticks/issues.ts';
import type { UsageRecorder } from '../usage/recorder.ts';
import type { JournalTail } from './completed-issues.ts';
import type { DownloadControl } from './control.ts';
import type { OpenMedia } from './media.ts';
import type { ScrubPace } from './scrub.ts';

/** Where the county is, once the terminal is enrolled. */
export interface ProgramCounty {
  readonly client: CountyClient;
  /** Names the county as a source of bytes. */
  readonly url: string;
}

export interface ProgramsOptions {
  /** Everything of this feature lies below it. */
  readonly folder: string;
  /** Null until the terminal is enrolled. */
  readonly countyKey: PublicKey | null;
  readonly county: () => ProgramCounty | null;
  /** For mirrors. */
  readonly http: Http;
  readonly clock: Clock;
  readonly recorder: UsageRecorder;
  readonly journal: JournalTail;
  readonly onProblem: (problem: Problem) => void;
  readonly onFault: (error: unknown) => void;
  /** Programs of the viewings that are open: their files stay. */
  readonly inPlay?: () => ReadonlySet<ProgramId>;
  /** Programs that are never removed to make room, e.g. those of a course plan. */
  readonly mustStay?: () => ReadonlySet<ProgramId>;
  /** Room that downloads leave free; 200 MB unless given. */
  readonly reserveBytes?: number;
  /** Shortest time between two reports of progress. */
  readonly progressEveryMs?: number;
  /** The first wait after a failure, 1 s unless given; a source that sent wrong bytes rests five times as long. */
  readonly retryFirstMs?: number;
  /** Most connections at once for what nobody watches, 4 unless given. */
  readonly connections?: number;
  /** No byte for so long, and another source takes over; 6 s unless given. */
  readonly stalledMs?: number;
  /** How fast and how often what is here is verified again. */
  readonly scrub?: ScrubPace;
}

/** The programs of the catalogue: what there is, what is here, and the bytes of it. */
export interface Programs {
  /** The topic `programs`, in the order of the catalogue. */
  readonly descriptions: () => ProgramDescription[];
  /** The topic `holdings`. */
  readonly holdings: () => Holdings;
  /** The topic `downloads`. */
  readonly downloads: () => DownloadsView;
  /** Descriptions with their states. */
  readonly programs: () => ProgramView[];
  readonly program: (id: ProgramId) => ProgramView | undefined;
  /** The descriptions are others now. */
  readonly onCatalogueChanged: (listener: () => void) => () => void;
  /** Holdings or downloads are others now; while bytes come at most twice a second. */
  readonly onHoldingsChanged: (listener: () => void) => () => void;
  readonly control: DownloadControl;
  readonly openMedia: OpenMedia;
  /** The catalogue as the sync brings it. */
  readonly catalogue: {
    readonly version: () => number;
    /** Throws `version-older`. */
    readonly accept: (signed: Signed<Catalogue>) => Promise<boolean>;
  };
  /** Begins to bring what is missing; `stop` resolves when nothing is under way any more. */
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  /** The line is back, or room was made: go on at once. */
  readonly wake: () => void;
  /** What an operator should hear of: a full disk, sources that sent wrong bytes. */
  readonly problems: () => readonly Problem[];
  /** Frees at least so many bytes by removing the films that are worth least; resolves also when there is nothing to remove. */
  readonly makeRoom: (bytes: number) => Promise<void>;
  /** Issues to and from sticks. */
  readonly sticks: StickIssues;
}
