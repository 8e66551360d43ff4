const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', nbsp: ' ', lrm: '', rlm: '' };

/** The lines of a WebVTT cue as plain text: voices, styles and ruby marks are left out, escapes resolved. */
export function cueLines(cueText: string): readonly string[] {
  return cueText
    .split(/\r\n|\r|\n/)
    .map((line) =>
      line
        .replaceAll(/<[^>]*>/g, '')
        .replaceAll(/&([a-z]+);/g, (whole, name: string) => entities[name] ?? whole)
        .trim(),
    )
    .filter((line) => line !== '');
}
