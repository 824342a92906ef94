/**
 * Which versions may be targeted. Lower ones are left out: a downgrade is asked of the provider's support.
 * Knows no screen and no words.
 */
import type { OffersPage, VersionLife } from '$lib/rpc';

/** A version that can be chosen in the form. */
export interface VersionChoice {
  /** The token as the provider wants it back. */
  version: string;
  life: VersionLife | null;
  /** The provider's default for new databases. */
  byDefault: boolean;
  /** The version that the database runs now. */
  current: boolean;
  /** The highest of the list, where it is higher than the current one. */
  newest: boolean;
}

/** What the version field shows. */
export interface VersionChoices {
  /** Newest first; the current one last. */
  choices: VersionChoice[];
  /** Whether the provider offers lower versions that are left out, or may offer them. */
  lowerLeftOut: boolean;
  /** False when the provider did not tell its versions. */
  known: boolean;
}

function numbers(version: string): number[] {
  return (version.match(/\d+/g) ?? []).map(Number);
}

/**
 * Compares as far as both are written: `17` and `17.4` are equal, since the shorter names the whole family.
 * `null` where one of the two holds no number.
 */
export function compareVersions(a: string, b: string): number | null {
  const [ours, theirs] = [numbers(a), numbers(b)];
  if (ours.length === 0 || theirs.length === 0) return null;
  for (let i = 0; i < Math.min(ours.length, theirs.length); i += 1) {
    const difference = (ours[i] ?? 0) - (theirs[i] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}

/** The versions that the form offers for a database. */
export function versionChoices(page: OffersPage): VersionChoices {
  const current = page.current.version;
  const { versions, versions_known: known } = page.offers;
  const offered = versions
    .map((each) => ({ each, order: compareVersions(each.version, current) }))
    .filter(({ order }) => order === null || order >= 0)
    .sort((a, b) => compareVersions(b.each.version, a.each.version) ?? 0);
  const highest = offered.find(({ order }) => order === 1)?.each.version ?? null;
  const choices: VersionChoice[] = offered.map(({ each, order }) => ({
    version: each.version,
    life: each.life,
    byDefault: each.default,
    current: order === 0,
    newest: each.version === highest,
  }));
  if (!known && choices.length === 0) {
    choices.push({ version: current, life: null, byDefault: false, current: true, newest: false });
  }
  return { choices, lowerLeftOut: offered.length < versions.length, known };
}
