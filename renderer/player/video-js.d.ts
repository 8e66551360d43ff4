/**
 * The little of video.js that the player uses. Its own declarations leave most of this untyped, and do not cover the
 * build without HLS: the films here are plain MP4.
 */
declare module 'video.js/core.es.js' {
  export interface Cue {
    readonly text: string;
    readonly startTime: number;
    readonly endTime: number;
  }

  export interface SubtitleTrack {
    mode: 'disabled' | 'hidden' | 'showing';
    readonly activeCues: { readonly length: number; readonly [index: number]: Cue } | null;
    addEventListener(type: 'cuechange', listener: () => void): void;
  }

  export interface VideoPlayer {
    on(types: string | readonly string[], listener: () => void): void;
    src(source: { readonly src: string; readonly type: string }): void;
    play(): Promise<void> | undefined;
    pause(): void;
    paused(): boolean;
    ended(): boolean;
    seeking(): boolean;
    /** HTMLMediaElement.readyState: 3 and more can play on. */
    readyState(): number;
    currentTime(): number | undefined;
    currentTime(seconds: number): void;
    duration(): number | undefined;
    playbackRate(): number | undefined;
    playbackRate(rate: number): void;
    /** What has been loaded. */
    buffered(): TimeRanges;
    volume(): number | undefined;
    volume(share: number): void;
    /** `code` as in MediaError: 1 aborted, 2 network, 3 decode, 4 source not supported or missing. */
    error(): { readonly code: number; readonly message: string } | null | undefined;
    addRemoteTextTrack(
      track: { readonly kind: 'subtitles'; readonly src: string; readonly srclang: string },
      manualCleanup: boolean,
    ): { readonly track: SubtitleTrack };
    dispose(): void;
  }

  export interface VideoOptions {
    readonly controls: boolean;
    readonly preload: 'auto';
    readonly playsinline: boolean;
    /** Parts to build; `mediaLoader` alone is the film without any of video.js' own surface. */
    readonly children: readonly string[];
    readonly html5: { readonly nativeTextTracks: boolean; readonly preloadTextTracks: boolean };
    readonly loadingSpinner: boolean;
    readonly errorDisplay: boolean;
  }

  export default function videojs(element: Element, options: VideoOptions): VideoPlayer;
}
