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

export interface IngestTables {
  readonly journals: JournalsTable;
  readonly journal_lines: JournalLinesTable;
  readonly journal_stretches: JournalStretchesTable;
  readonly line_faults: LineFaultsTable;
  readonly clock_readings: ClockReadingsTable;
}
