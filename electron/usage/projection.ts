import { z } from 'zod';
import { emptyHead } from '../../contract/usage/chain.ts';
import type { Head } from '../../contract/usage/chain.ts';
import type { UsageEvent } from '../../contract/usage/event.ts';
import { readEvent } from '../../contract/usage/journal-line.ts';
import { sha256Schema } from '../../contract/values.ts';
import { createListeners } from '../site/listeners.ts';
import { createSerial } from '../site/serial.ts';
import { machineDisk } from './disk.ts';
import type { Disk } from './disk.ts';
import type { Appended, Journal } from './journal.ts';
import { readStored, writeStored } from './stored-value.ts';

export interface ProjectionOptions<S> {
  readonly journal: Journal;
  /** Where checkpoints are kept. A file of its own; may be deleted at any time. */
  readonly file: string;
  /** Of the state's shape and of `apply`: a checkpoint of another version is not used. */
  readonly version: number;
  readonly schema: z.ZodType<S>;
  readonly initial: S;
  /** The state after one more event. Must not change the state it is given. */
  readonly apply: (state: S, event: UsageEvent) => S;
  /** Told when a checkpoint cannot be written, or `apply` throws on an event; the event is then left out. */
  readonly onFault: (fault: unknown) => void;
  readonly disk?: Disk;
  /** Default 500. */
  readonly eventsPerCheckpoint?: number;
}

/** State that is derived from the journal's events and can always be derived again. */
export interface Projection<S> {
  /** The state after all events recorded so far. */
  readonly state: () => S;
  /** Calls back with each new state. Returns the end of it. */
  readonly onChanged: (listener: (state: S) => void) => () => void;
  /** Writes a last checkpoint and ends. Call before the journal is closed. */
  readonly close: () => Promise<void>;
}

/**
 * Opens a projection: from its checkpoint, if that agrees with the journal, else from the journal's beginning; then
 * follows what is recorded. Memory stays bounded whatever the journal's length.
 */
export async function openProjection<S>(options: ProjectionOptions<S>): Promise<Projection<S>> {
  const projection = new OpenProjection(options);
  await projection.catchUp();
  return projection;
}

/** Replaying is quick, so that writing the state often would cost more than it saves. */
const LINES_PER_REPLAY_CHECKPOINT = 50_000;

class OpenProjection<S> implements Projection<S> {
  readonly #options: ProjectionOptions<S>;
  readonly #disk: Disk;
  readonly #checkpointSchema;
  readonly #oneByOne = createSerial();
  readonly #listeners = createListeners<S>();
  #state: S;
  /** The last event in the state, with the hash of its line. */
  #at = emptyHead;
  #savedSeq = 0;
  #stopFollowing: () => void = () => undefined;

  constructor(options: ProjectionOptions<S>) {
    this.#options = options;
    this.#disk = options.disk ?? machineDisk;
    this.#state = options.initial;
    this.#checkpointSchema = z.strictObject({
      version: z.literal(options.version),
      seq: z.int().positive(),
      hash: sha256Schema,
      state: options.schema,
    });
  }

  /** Brings the state up to the journal's end and follows it from there. */
  async catchUp(): Promise<void> {
    const { journal } = this.#options;
    const meanwhile: Appended[] = [];
    let take = (appended: Appended): void => void meanwhile.push(appended);
    // Everything behind this line will be told: to chase what is appended meanwhile on the disk might never end.
    const before = journal.last;
    this.#stopFollowing = journal.onAppended((appended) => take(appended));
    await this.#load();
    if (this.#at.seq < before.seq) await this.#replay(before);
    for (const appended of meanwhile) this.#follow(appended);
    take = (appended) => this.#follow(appended);
  }

  state = (): S => this.#state;

  onChanged = (listener: (state: S) => void): (() => void) => this.#listeners.add(listener);

  close = async (): Promise<void> => {
    this.#stopFollowing();
    await this.#save();
    await this.#oneByOne(() => Promise.resolve()); // An earlier one may still be under way.
  };

  /** Takes the checkpoint if the journal still holds the line it was made at, unchanged. */
  async #load(): Promise<void> {
    const stored = await readStored(this.#options.file, this.#checkpointSchema).catch((fault: unknown) => {
      this.#options.onFault(fault);
      return { state: 'damaged' } as const;
    });
    if (stored.state !== 'read') return;
    const { seq, hash, state } = stored.value;
    if ((await this.#options.journal.hashAt(seq)) !== hash) return;
    this.#state = state;
    this.#at = { seq, hash };
    this.#savedSeq = seq;
  }

  async #replay(to: Head): Promise<void> {
    for await (const { seq, hash, parsed } of this.#options.journal.read({ from: this.#at.seq + 1, to: to.seq })) {
      const read = readEvent(parsed);
      if (read.known) this.#apply(read.event);
      this.#at = { seq, hash };
      if (seq - this.#savedSeq >= LINES_PER_REPLAY_CHECKPOINT) await this.#save();
    }
    this.#at = to; // Also when the last lines could not be read.
  }

  #follow({ event, hash }: Appended): void {
    if (event.seq <= this.#at.seq) return;
    this.#apply(event);
    this.#at = { seq: event.seq, hash };
    this.#listeners.tell(this.#state);
    if (event.seq - this.#savedSeq >= (this.#options.eventsPerCheckpoint ?? 500)) void this.#save();
  }

  #apply(event: UsageEvent): void {
    try {
      this.#state = this.#options.apply(this.#state, event);
    } catch (fault) {
      this.#options.onFault(fault);
    }
  }

  /** Writes a checkpoint, unless its last line is still waiting for the disk. Never rejects. */
  #save(): Promise<void> {
    const { journal, file, version, onFault } = this.#options;
    const { seq, hash } = this.#at;
    if (seq <= this.#savedSeq || seq > journal.last.seq) return Promise.resolve();
    const checkpoint = { version, seq, hash, state: this.#state };
    this.#savedSeq = seq;
    return this.#oneByOne(() => writeStored(this.#disk, file, checkpoint)).catch(onFault);
  }
}
