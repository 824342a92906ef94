/**
 * The typed name at the gate: compared after trimming and Unicode normalisation, with the reason of a mismatch.
 * The gate itself is guarded in Rust; this only tells the person early.
 */

/** How what was typed compares with the name. */
export type TypedName = 'match' | 'empty' | 'case' | 'mismatch';

function normal(text: string): string {
  return text.trim().normalize('NFC');
}

/** Compares what was typed with the name of the database. */
export function compareTypedName(expected: string, typed: string): TypedName {
  const [name, text] = [normal(expected), normal(typed)];
  if (text === name) return 'match';
  if (text === '') return 'empty';
  return text.toLocaleLowerCase() === name.toLocaleLowerCase() ? 'case' : 'mismatch';
}
