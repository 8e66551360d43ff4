import type { Generated } from 'kysely';

/** One journal: how far it has come. The row is locked by whoever adds to the journal. */
export interface JournalsTable {
  readonly journal: string;
  /** Where the terminal stood when the journal was first heard of; a terminal that moves begins another journal. */
  readonly site: string;
  /** Envelopes that brought something new so far; numbers them. */
  readonly received: Generated<number>;
  /** Head of the branch that was extended last; `0` and zeros while there is none. */
  readonly head_seq: Generated<number>;
  readonly head_hash: Generated<Uint8Array>;
  /** The stretch that ends with the head. */
  readonly head_stretch: Generated<number | null>;
  /** Highest sequence number stored, on any branch and beyond any gap. */
  readonly max_seq: Generated<number>;
  /** How many stretches there are; they are numbered from 1. */
  readonly stretches: Generated<number>;
  /** How many lines of it are in `line_faults`. */
  readonly faults: Generated<number>;
  readonly last_contact_at: Generated<Date | null>;
  /** Which way of counting its projections are of; see ../reports/rebuild.ts. */
  readonly counted_by: Generated<number>;
}

/** An envelope that brought something new. What came before this table was made has neither carrier nor numbers. */
export interface ReceivedEnvelopesTable {
  readonly journal: string;
  readonly received: number;
  readonly received_at: Date;
  readonly carrier: string | null;
  readonly first: number | null;
  readonly last: number | null;
  /** How many of its lines were new. */
  readonly lines: number | null;
}

/** Every authentic line, as its bytes came, without the newline. Never changed. */
export interface JournalLinesTable {
  readonly journal: string;
  /** The line's place in its journal. */
  readonly seq: number;
  readonly hash: Uint8Array;
  readonly stretch: number;
  /** Number of the envelope that brought it. */
  readonly received: number;
  readonly line: Uint8Array;
}

/** An unbroken run of lines, each chained to the one before; see stretches.ts. */
export interface JournalStretchesTable {
  readonly journal: string;
  readonly stretch: number;
  readonly first: number;
  readonly first_hash: Uint8Array;
  readonly prev: Uint8Array | null;
  readonly last: number;
  readonly hash: Uint8Array;
  readonly parent: number | null;
  readonly broken: boolean;
  readonly extended: number;
}

/** A line that says nothing this program can count, and why; see line-reader.ts. Derived from the lines. */
export interface LineFaultsTable {
  readonly journal: string;
  readonly seq: number;
  readonly hash: Uint8Array;
  readonly received: number;
  readonly code: string;
  readonly detail: string;
}

/** A terminal's clock beside the county's, at each contact over the line. */
export interface ClockReadingsTable {
  readonly journal: string;
  /** By the county's clock. */
  readonly read_at: Date;
  readonly boot: string;
  readonly uptime_ms: number;
  /** By the terminal's clock, as it wrote it. */
  readonly wall: string;
}

/** The highest time since boot that a boot is known to have reached by a moment of the county's clock, from sticks. */
export interface ClockBoundsTable {
  readonly journal: string;
  readonly boot: string;
  readonly uptime_ms: number;
  readonly at: Date;
}

/** The lines of one boot within one stretch, and what was settled of the boot; see times/. Derived. */
export interface BootRunsTable {
  readonly journal: string;
  readonly boot: string;
  readonly stretch: number;
  readonly first_seq: number;
  readonly last_seq: number;
  readonly first_uptime_ms: number;
  readonly last_uptime_ms: number;
  readonly received: number;
  readonly ahead_ms: number;
  /** There are readings of its clock. Without them its lines lie between the bounds; see times/corrected-time.ts. */
  readonly exact: boolean;
  readonly not_before_ms: number | null;
  readonly not_after_ms: number | null;
}

export interface IngestTables {
  readonly journals: JournalsTable;
  readonly journal_lines: JournalLinesTable;
  readonly journal_stretches: JournalStretchesTable;
  readonly line_faults: LineFaultsTable;
  readonly clock_readings: ClockReadingsTable;
  readonly received_envelopes: ReceivedEnvelopesTable;
  readonly clock_bounds: ClockBoundsTable;
  readonly boot_runs: BootRunsTable;
}
