/** Whether somebody typed letters alone, as pinyin initials: whoever reads the question may not know what is meant. */
export function isLettersOnly(text: string): boolean {
  return /^[a-z]{1,8}$/i.test(text.trim());
}
