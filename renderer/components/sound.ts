let context: AudioContext | null = null;

/** Notes in hertz and when each begins, in seconds. */
const tones = {
  /** Two rising notes: someone was checked in. */
  confirm: [
    [659, 0],
    [880, 0.11],
  ],
  /** One low note: look at the screen. */
  refuse: [[247, 0]],
} as const;

/** Plays a short, soft tone beside what the screen says; a machine without sound loses nothing. */
export function playTone(name: keyof typeof tones): void {
  try {
    play(name);
  } catch (error) {
    console.warn('no tone could be played', error);
  }
}

function play(name: keyof typeof tones): void {
  context ??= new AudioContext();
  const start = context.currentTime + 0.01;
  for (const [hertz, after] of tones[name]) {
    const oscillator = context.createOscillator();
    const volume = context.createGain();
    oscillator.type = 'sine';
    oscillator.frequency.value = hertz;
    const at = start + after;
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(0.16, at + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.28);
    oscillator.connect(volume).connect(context.destination);
    oscillator.start(at);
    oscillator.stop(at + 0.3);
  }
}
