/**
 * The text without these characters at its end. A pattern such as `/\n+$/` does the same, but
 * begins anew at every newline inside, and so takes the square of their number.
 */
export function trimEndOf(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
