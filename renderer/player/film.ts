import './video-js-settings.ts';
import videojs from 'video.js/core.es.js';
import type { SubtitleTrack, VideoPlayer } from 'video.js/core.es.js';
import type { Language } from '../../contract/text.ts';
import type { Segment } from '../../contract/viewing/played-segments.ts';
import { cueLines } from './cue-lines.ts';
import { PlayedTracker } from './played-tracker.ts';

/** Why a film does not play: its bytes cannot be had, or cannot be understood. */
export type FilmFault = 'missing' | 'damaged';

/** What the screen shows of a film. */
export interface FilmState {
  readonly paused: boolean;
  /** It means to play but has no picture to show. */
  readonly waiting: boolean;
  readonly fault: FilmFault | null;
  /** Media seconds; while a jump is under way, where it goes to. */
  readonly position: number;
  readonly lengthSeconds: number;
  readonly rate: number;
  /** 0 to 1. */
  readonly volume: number;
  readonly subtitles: Language | null;
  /** What the film can play at once, as ranges of media seconds. */
  readonly loaded: readonly Segment[];
  /** The lines of the subtitle to be read now. */
  readonly lines: readonly string[];
}

export interface FilmSource {
  readonly film: { readonly url: string; readonly mime: string };
  readonly subtitles: readonly { readonly language: Language; readonly url: string }[];
  readonly lengthSeconds: number;
}

/** How films are played until somebody changes it; kept from film to film. */
export interface FilmManners {
  readonly volume: number;
  readonly rate: number;
  readonly subtitles: Language | null;
}

/** Where a film begins, in media seconds, and whether it waits there for somebody to press Play. */
export interface FilmBeginning {
  readonly startAt: number;
  readonly resting: boolean;
}

export interface FilmEvents {
  readonly played: (segment: Segment) => void;
  readonly ended: () => void;
}

interface Hold {
  readonly mostMs: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/**
 * What is there first lasts a second or two. A film begins, and goes on after a stop, when it can be played through as it
 * comes; on a line slower than the film that is never so, and it goes on after this time: few long stops, not many short ones.
 */
const BEGIN_AFTER_MS = 1000;
const GO_ON_AFTER_MS = 8000;

/** One film on the screen: video.js inside, a small observable state and the played stretches outside. */
export class Film {
  readonly #player: VideoPlayer;
  readonly #tracker: PlayedTracker;
  readonly #tracks: ReadonlyMap<Language, SubtitleTrack>;
  readonly #listeners = new Set<() => void>();
  #state: FilmState;
  /** Also when this film has none in this language: the next one may. */
  #wantedSubtitles: Language | null;
  /** Where to go when the jump that is under way has arrived: quick presses become one more jump, not ten. */
  #nextJump: number | null = null;
  #disposed = false;
  /** It stands still until so much has come that it does not stop again at once. */
  #held: Hold | null = null;
  /** Somebody wants it to stand still; before it has begun the media element cannot tell. */
  #resting: boolean;
  /** Loudest volume that the operator lets, 0 to 1. */
  #loudest: number;

  /** Plays by itself from `startAt` media seconds as soon as it can, or rests there with `resting`. `host` is in the document. */
  constructor(host: HTMLElement, source: FilmSource, { startAt, resting }: FilmBeginning, manners: FilmManners, events: FilmEvents, loudest = 1) {
    this.#loudest = loudest;
    this.#state = {
      paused: resting,
      waiting: !resting,
      fault: null,
      position: startAt,
      lengthSeconds: source.lengthSeconds,
      loaded: [],
      lines: [],
      ...manners,
    };
    this.#resting = resting;
    this.#wantedSubtitles = manners.subtitles;
    this.#tracker = new PlayedTracker(events.played);
    const element = document.createElement('video');
    host.append(element);
    const player = videojs(element, {
      controls: false,
      preload: 'auto',
      playsinline: true,
      children: ['mediaLoader'],
      html5: { nativeTextTracks: false, preloadTextTracks: false },
      loadingSpinner: false,
      errorDisplay: false,
    });
    this.#player = player;
    player.on('loadedmetadata', () => {
      player.playbackRate(manners.rate);
      if (startAt > 0) player.currentTime(startAt);
      if (!this.#resting) this.#hold(BEGIN_AFTER_MS);
    });
    player.on('canplay', () => this.#mayRelease());
    player.on('canplaythrough', () => this.#release());
    player.on(['play', 'playing', 'pause', 'seeking', 'timeupdate', 'ratechange', 'waiting', 'canplay', 'durationchange', 'volumechange', 'progress'], () =>
      this.#look(),
    );
    player.on('waiting', () => {
      this.#tracker.flush();
      if (!player.seeking() && !player.paused()) this.#hold(GO_ON_AFTER_MS);
    });
    player.on('seeked', () => {
      this.#look();
      this.#jumpOn();
    });
    player.on('ended', () => {
      this.#look();
      events.ended();
    });
    player.on('error', () => {
      this.#look();
      this.#tracker.flush();
    });
    player.volume(Math.min(manners.volume, this.#loudest));
    player.src({ src: source.film.url, type: source.film.mime });
    this.#tracks = new Map(source.subtitles.map(({ language, url }) => [language, this.#addTrack(language, url)]));
    this.setSubtitles(manners.subtitles);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  readonly snapshot = (): FilmState => this.#state;

  play(): void {
    this.#resting = false;
    this.#letGo();
    const started = this.#player.play();
    // It may run before the media element says so: playing counts from here.
    this.#look();
    started?.catch((error: unknown) => {
      if (this.#disposed) return;
      // Refused or overtaken by a pause: the film rests, the screen shows so, and Play is at hand.
      console.warn('the film did not start', error);
      this.#look();
    });
  }

  pause(): void {
    this.#resting = true;
    this.#letGo();
    this.#player.pause();
  }

  toggle(): void {
    if (this.#state.paused) this.play();
    else this.pause();
  }

  /** Goes to a place in the film, in media seconds, kept within it. */
  jumpTo(position: number): void {
    const target = Math.max(0, Math.min(position, this.#state.lengthSeconds - 0.5));
    if (this.#player.seeking()) this.#nextJump = target;
    else {
      // Elsewhere other bytes are lacking, and whoever jumps wants to see something.
      if (this.#held !== null) this.play();
      // What was played up to this instant counts; after the jump the position tells nothing of it.
      this.#look();
      this.#player.currentTime(target);
    }
    this.#set({ position: target });
  }

  jumpBy(seconds: number): void {
    this.jumpTo(this.#state.position + seconds);
  }

  setRate(rate: number): void {
    this.#look();
    this.#player.playbackRate(rate);
  }

  /** 0 to 1, and no more than the operator lets. */
  setVolume(share: number): void {
    this.#player.volume(Math.max(0, Math.min(this.#loudest, share)));
  }

  /** The operator changed the limit while the film plays. */
  setLoudest(share: number): void {
    this.#loudest = share;
    this.setVolume(this.#state.volume);
  }

  setSubtitles(language: Language | null): void {
    this.#wantedSubtitles = language;
    for (const [each, track] of this.#tracks) track.mode = each === language ? 'hidden' : 'disabled';
    this.#set({ subtitles: language !== null && this.#tracks.has(language) ? language : null, lines: [] });
  }

  /** True when somebody paused it: it does not go on by itself. */
  rests(): boolean {
    return this.#resting;
  }

  /** How it is played now, for the next film to be played likewise. */
  manners(): FilmManners {
    const { volume, rate } = this.#state;
    return { volume, rate, subtitles: this.#wantedSubtitles };
  }

  /** Stops, hands on the last played stretch, and takes the film off the screen. */
  dispose(): void {
    if (this.#disposed) return;
    this.#look();
    this.#tracker.flush();
    this.#disposed = true;
    this.#letGo();
    this.#listeners.clear();
    this.#player.dispose();
  }

  #addTrack(language: Language, url: string): SubtitleTrack {
    const { track } = this.#player.addRemoteTextTrack({ kind: 'subtitles', src: url, srclang: language }, false);
    track.addEventListener('cuechange', () => {
      if (this.#disposed || this.#state.subtitles !== language) return;
      this.#set({ lines: Array.from(track.activeCues ?? []).flatMap((cue) => cueLines(cue.text)) });
    });
    return track;
  }

  /** Stands still until the film can be played through, or for so long after it could be played at all. */
  #hold(mostMs: number): void {
    this.#letGo();
    this.#held = { mostMs, timer: undefined };
    this.#player.pause();
    if (this.#player.readyState() === 4) this.#release();
    else if (this.#player.readyState() === 3) this.#mayRelease();
    this.#look();
  }

  #mayRelease(): void {
    const held = this.#held;
    if (held !== null) held.timer ??= setTimeout(() => this.#release(), held.mostMs);
  }

  #release(): void {
    if (this.#held !== null) this.play();
  }

  #letGo(): void {
    clearTimeout(this.#held?.timer);
    this.#held = null;
  }

  #jumpOn(): void {
    const target = this.#nextJump;
    this.#nextJump = null;
    if (target !== null) this.jumpTo(target);
  }

  /** Reads the media element, for the tracker and for the screen. */
  #look(): void {
    const player = this.#player;
    const seeking = player.seeking();
    const resting = player.paused() || player.ended();
    const position = player.currentTime() ?? 0;
    const rate = player.playbackRate() ?? 1;
    const length = player.duration() ?? 0;
    this.#tracker.take({ position, atMs: performance.now(), rate, state: seeking ? 'seeking' : resting ? 'resting' : 'running' });
    const error = player.error();
    this.#set({
      paused: player.paused() && this.#held === null,
      waiting: !this.#resting && !player.ended() && (player.readyState() < 3 || this.#held !== null),
      loaded: rangesOf(player.buffered()),
      fault: error ? (error.code === 3 ? 'damaged' : 'missing') : null,
      position: seeking ? this.#state.position : position,
      lengthSeconds: Number.isFinite(length) && length > 0 ? length : this.#state.lengthSeconds,
      rate,
      volume: player.volume() ?? this.#state.volume,
    });
  }

  #set(change: Partial<FilmState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

function rangesOf(ranges: TimeRanges): readonly Segment[] {
  return Array.from({ length: ranges.length }, (_, index): Segment => [ranges.start(index), ranges.end(index)]);
}
