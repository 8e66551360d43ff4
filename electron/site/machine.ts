/** What only the program around the terminal can do: Electron's part, as the features see it. */
export interface Machine {
  /** A picture of the screen as it is, as PNG or JPEG. */
  readonly screenshot: () => Promise<{ readonly type: 'image/png' | 'image/jpeg'; readonly bytes: Uint8Array }>;
  /** Since somebody pressed a key or moved the pointer. */
  readonly idleMs: () => number;
  readonly runningMs: () => number;
  /** Of all processes together. */
  readonly memoryBytes: () => number;
  /** Ends the program in good order and begins it anew. */
  readonly restart: (reason: 'restart' | 'update') => void;
}
